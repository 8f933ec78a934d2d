"use strict";
/* The table of all tasks: sorts, filters, searches and pages; and buttons that copy IDs. Reads the data elements that stand
   before it; a row is what ScriptData.java describes. Only text nodes and attributes are made from the data, never markup. */
(() => {
    const PAGE = matchMedia("(max-width: 34rem)").matches ? 10 : 50;
    const MOST_PRINTED = 6000;
    const JOB = 0, ID = 1, FILE = 2, START = 3, END = 4, RETRIES = 5, LOOK = 6, OUTCOME = 7, ERROR = 8, REPORT = 9, NAME = 10, PATH = 11;
    const CODE = 0, MESSAGE = 1, DESCRIPTION = 2, DETAILS = 3, EXIT = 4, SYSTEM = 5, PHASE = 6, CATEGORY = 7, KEY = 8,
        LINK = 9, FIX = 10;
    const PENDING = 3, WITH_ERROR = "with-error", NONE = "-";

    const table = document.getElementById("table");
    const dataElement = document.getElementById("data");
    localTimes(document);
    if (!dataElement) {
        return;
    }
    document.documentElement.classList.add("js");
    const data = JSON.parse(dataElement.textContent);
    const words = data.words;
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    const rows = [];
    const view = {sort: null, down: false, page: 0, shown: [], filter: new URLSearchParams()};
    let controls = null;
    copyButtons(document);
    if (!table) {
        return;
    }

    function localTimes(root) {
        for (const time of root.querySelectorAll("time")) {
            const at = new Date(time.dateTime);
            if (!isNaN(at)) {
                time.title = at.toLocaleString(undefined, {dateStyle: "medium", timeStyle: "long"});
            }
        }
    }

    function el(name, attributes, ...children) {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes || {})) {
            if (value !== null && value !== undefined) {
                element.setAttribute(key, value);
            }
        }
        element.append(...children.filter(child => child !== null && child !== undefined));
        return element;
    }

    /** Fills a pattern of MessageFormat: {0}, and one choice between 1 and more. */
    function fill(pattern, ...values) {
        const choice = /^\{0,choice,1#(.*)\|1<(.*)\}$/.exec(pattern);
        const chosen = choice ? choice[values[0] === 1 ? 1 : 2] : pattern;
        return chosen.replace(/\{(\d)\}/g, (all, index) =>
            typeof values[index] === "number" ? numbers.format(values[index]) : values[index]);
    }

    const text = value => typeof value === "number" ? data.texts[value] : value;

    /** The same words as DurationWords.java. */
    function inWords(ms) {
        const two = (a, unitA, b, unitB) => b ? `${a} ${unitA} ${b} ${unitB}` : `${a} ${unitA}`;
        const s = Math.floor(ms / 1000);
        if (s < 1) {
            return ms > 0 ? `${ms} ms` : "0 s";
        }
        if (s < 60) {
            return `${s} s`;
        }
        if (s < 3600) {
            return two(Math.floor(s / 60), "min", s % 60, "s");
        }
        if (s < 86400) {
            return two(Math.floor(s / 3600), "h", Math.floor(s % 3600 / 60), "min");
        }
        return two(Math.floor(s / 86400), "d", Math.floor(s % 86400 / 3600), "h");
    }

    /** Puts a button that copies it after each ID. */
    function copyButtons(root) {
        for (const code of root.querySelectorAll("[data-copy]")) {
            const button = el("button", {type: "button", class: "copy", "aria-label": words["copy.copy"], title: words["copy.copy"]});
            button.addEventListener("click", async () => {
                try {
                    await navigator.clipboard.writeText(code.textContent);
                } catch (refused) {
                    getSelection().selectAllChildren(code);
                    document.execCommand("copy");
                }
                button.classList.add("copied");
                button.title = words["copy.copied"];
                button.setAttribute("aria-label", words["copy.copied"]);
            });
            code.removeAttribute("data-copy");
            code.after(button);
        }
    }

    const duration = row => row[START] === null || row[END] === null || row[END] < row[START] ? null : row[END] - row[START];

    const fileOf = row => row[FILE] === null ? row[ID] : row[FILE];
    const nameOf = row => row[NAME] === undefined ? fileOf(row) : row[NAME];
    const hoverOf = row => row[NAME] === undefined ? nameOf(row)
        : [...new Set([row[NAME], row[PATH], row[FILE]])].filter(Boolean).join("\n");
    const codeOf = row => row[ERROR] ? text(row[ERROR][CODE]) || null : null;
    const isGood = row => row[OUTCOME] > PENDING;

    /** Has names compare as people count: file-9 before file-10. The same as in TaskRows.java. */
    const sortKey = row => (nameOf(row) || "").toLowerCase().replace(/[0-9]+/g, digits => digits.padStart(12, "0"));

    /** A name on one line, shortened in the middle where it has no room. The same as in name.jte. */
    function name(whole, hover) {
        const letters = Array.from(whole);
        const tail = letters.length > 24 ? letters.slice(-12).join("") : "";
        return el("bdi", {class: "name", title: hover},
            tail ? el("span", {class: "head"}, letters.slice(0, -12).join("")) : whole, tail || null);
    }

    function issues(row) {
        const report = row[REPORT];
        return report ? ["errors", "warnings", "others"].map((name, i) =>
            report[i] > 0 ? fill(words["issues." + name], report[i]) : null).filter(Boolean).join(", ") : "";
    }

    function texts(row) {
        const error = row[ERROR] || [];
        return [text(error[MESSAGE]), text(error[DESCRIPTION]), text(error[DETAILS]), row[REPORT] ? text(row[REPORT][3]) : null];
    }

    const headline = row => {
        const [message, description, , report] = texts(row);
        return message || description || report || null;
    };

    function look(number) {
        const [kind, word, symbol] = data.looks[number];
        return el("span", {class: "look k-" + kind}, el("span", {class: "symbol", "aria-hidden": "true"}, symbol), " ", word);
    }

    const none = word => el("span", {class: "none"}, word);

    function cell(column, ...children) {
        return el("td", {role: "cell", class: column.css, "data-label": words["tasks." + column.name]}, ...children);
    }

    function instant(ms, withDate) {
        const iso = new Date(data.base + ms).toISOString();
        return el("time", {datetime: iso}, withDate ? iso.slice(0, 10) + " " + iso.slice(11, 19) + " UTC" : iso.slice(11, 19));
    }

    /** Start and end, either of which may be missing. */
    function times(row) {
        const time = value => value === null ? "" : instant(value, true);
        return row[START] === null && row[END] === null ? null : el("span", {}, time(row[START]), " – ", time(row[END]));
    }

    function explanation(row, said) {
        const error = row[ERROR] || [];
        const parts = [...new Set([headline(row), ...texts(row)])]
            .filter(part => part && part !== said)
            .map(part => el("p", {class: "text", dir: "auto"}, part));
        if (error[FIX] === 1 || error[FIX] === 0) {
            const fix = error[FIX] === 1 ? "yes" : "no";
            parts.push(el("p", {class: "help"}, el("span", {class: "fix " + fix}, words["failure.fix." + fix])));
        }
        const link = text(error[LINK]);
        if (link && /^https?:\/\//i.test(link)) {
            parts.push(el("p", {}, el("a", {class: "kb", href: link, rel: "noopener noreferrer"}, words["failure.kb"])));
        }
        const id = value => value && el("code", {dir: "auto", "data-copy": ""}, value);
        const facts = [["path", row[PATH]], ["file", row[FILE] === null ? null : id(row[FILE])], ["time", times(row)],
            ["retries", row[RETRIES] ? numbers.format(row[RETRIES]) : null], ["issues", issues(row)],
            ...[["exitcode", EXIT], ["system", SYSTEM], ["phase", PHASE], ["category", CATEGORY], ["key", KEY]]
                .map(([name, index]) => [name, text(error[index])]),
            ["task", id(row[ID])], ["job", id(data.jobs[row[JOB]][1])]]
            .filter(([, value]) => value)
            .map(([name, value]) => el("div", {}, el("dt", {}, words["failure." + name]), el("dd", {dir: "auto"}, value)));
        return [...parts, el("dl", {class: "small"}, ...facts)];
    }

    /** Code and one line; the rest is made when it is opened. */
    function message(row) {
        const code = codeOf(row);
        const flat = (headline(row) || "").replace(/\s+/g, " ").trim();
        const line = (flat.length > 160 ? Array.from(flat).slice(0, 150).join("") + "…" : flat) || words["failure.details"];
        const details = el("details", {}, el("summary", {class: isGood(row) || !row[ERROR] ? "soft" : null},
            code ? el("code", {dir: "auto"}, code) : null, code ? " " : null, el("span", {dir: "auto"}, line)));
        details.addEventListener("toggle", () => {
            details.append(...explanation(row, line));
            localTimes(details);
            copyButtons(details);
        }, {once: true});
        return [details];
    }

    const COLUMNS = [
        {name: "result", key: row => row[OUTCOME], make: row => [look(row[LOOK])]},
        {name: "file", key: sortKey},
        {name: "connector", key: row => data.jobs[row[JOB]][0], make: row => [el("span", {dir: "auto"}, data.jobs[row[JOB]][0])]},
        {name: "start", key: row => row[START] === null ? Infinity : row[START],
            make: row => [row[START] === null ? none(words.notyet) : instant(row[START])]},
        {name: "duration", css: "number", key: row => duration(row) === null ? -1 : duration(row),
            make: row => [duration(row) === null ? none(words.none) : inWords(duration(row))]},
        {name: "retries", css: "number", key: row => row[RETRIES], make: row => [numbers.format(row[RETRIES])]},
        {name: "issues", key: row => row[REPORT] ? row[REPORT][0] * 1e9 + row[REPORT][1] * 1e4 + row[REPORT][2] : -1,
            make: row => [issues(row) ? el("span", {title: issues(row)}, issues(row)) : none(words.none)]},
        {name: "message", css: "message", key: row => (codeOf(row) || "") + " " + (headline(row) || ""), make: message},
    ];

    function rowElement(row) {
        return el("tr", {role: "row"}, ...COLUMNS.map(column => column.make ? cell(column, ...column.make(row)) :
            el("th", {scope: "row", role: "rowheader"}, nameOf(row) === null ? none(words["failure.nofile"]) : name(nameOf(row), hoverOf(row)))));
    }

    function render(count) {
        const first = view.page * PAGE;
        const body = table.tBodies[0];
        body.replaceChildren(...view.shown.slice(first, first + count).map(rowElement));
        localTimes(body);
        copyButtons(body);
    }

    /** Finds texts of the dictionary once instead of once for each row. */
    function matcher(query) {
        const hits = data.texts.map(entry => entry.toLowerCase().includes(query));
        const has = value => typeof value === "number" ? hits[value] : typeof value === "string" && value.toLowerCase().includes(query);
        const inJob = data.jobs.map(job => job.some(has));
        const inLook = data.looks.map(entry => has(entry[1]));
        return row => has(row[NAME]) || has(row[PATH]) || has(row[FILE]) || has(row[ID]) || inJob[row[JOB]] || inLook[row[LOOK]]
            || (row[ERROR] ? row[ERROR].slice(0, FIX).some(has) : false) || (row[REPORT] ? has(row[REPORT][3]) : false);
    }

    function choose() {
        const query = controls.search.value.trim().toLowerCase();
        const connector = controls.connector.value;
        const tests = [];
        if (query) {
            tests.push(matcher(query));
        }
        const filters = {
            outcome: key => key === WITH_ERROR ? row => isGood(row) && row[ERROR] : row => data.outcomes[row[OUTCOME]][0] === key,
            result: name => row => data.looks[row[LOOK]][3] === name,
            code: code => row => (codeOf(row) || NONE) === code,
            file: file => row => fileOf(row) === file,
        };
        for (const [part, value] of view.filter) {
            tests.push(filters[part](value));
        }
        if (connector) {
            tests.push(row => data.jobs[row[JOB]][0] === connector);
        }
        view.shown = tests.length ? rows.filter(row => tests.every(test => test(row))) : rows.slice();
        if (view.sort !== null && rows.length) {
            const key = COLUMNS[view.sort].key;
            const locale = new Intl.Collator(document.documentElement.lang, {numeric: true}).compare;
            view.shown = sorted(view.shown, key, typeof key(rows[0]) === "string" ? locale : ascending, view.down ? -1 : 1);
        }
    }

    const ascending = (a, b) => a === b ? 0 : a < b ? -1 : 1;

    /** What is equal stays in its order. */
    function sorted(list, key, compare, sign) {
        const keyed = list.map(row => ({row, key: key(row)}));
        keyed.sort((a, b) => sign * compare(a.key, b.key));
        return keyed.map(entry => entry.row);
    }

    /** The worst first, then by file: the order of TaskRows.java. */
    function inOrder() {
        const ranks = [[], [], [], [], []];
        for (const row of rows) {
            ranks[Math.min(row[OUTCOME], PENDING + 1)].push(row);
        }
        rows.length = 0;
        for (const rank of ranks) {
            for (const row of sorted(rank, sortKey, ascending, 1)) {
                rows.push(row);
            }
        }
    }

    /** Shows exactly the rows of a link: its filter and nothing else. */
    function follow(query) {
        controls.form.reset();
        view.filter = new URLSearchParams(query);
        setTimeout(() => {
            showFilter();
            update(0);
        });
    }

    /** What the filter leaves out beside the outcome, each with a button that removes it. */
    function showFilter() {
        controls.result.value = view.filter.get("outcome") || "";
        const labels = {
            result: value => (data.looks.find(look => look[3] === value) || [])[1] || value,
            code: value => value === NONE ? words["script.nocode"] : fill(words["script.code"], value),
            file: value => fill(words["script.file"], nameOf(rows.find(row => fileOf(row) === value) || {[FILE]: value})),
        };
        controls.chips.replaceChildren(...[...view.filter].filter(([part]) => labels[part]).map(([part, value]) => {
            const button = el("button", {type: "button", title: words["script.remove"]},
                el("bdi", {}, labels[part](value)), el("span", {"aria-hidden": "true"}, " ✕"));
            button.addEventListener("click", () => {
                view.filter.delete(part);
                showFilter();
                update(0);
            });
            return button;
        }));
    }

    function update(page) {
        choose();
        turn(page);
    }

    function turn(page) {
        const pages = Math.max(1, Math.ceil(view.shown.length / PAGE));
        view.page = Math.min(Math.max(0, page), pages - 1);
        render(PAGE);
        const count = view.shown.length;
        const first = count ? view.page * PAGE + 1 : 0;
        const last = Math.min(count, (view.page + 1) * PAGE);
        controls.status.textContent = controls.broken ? words["script.broken"]
            : rows.length < data.tasks ? fill(words["script.loading"], rows.length, data.tasks)
            : !count ? words["script.nothing"]
            : count === rows.length ? fill(words["script.shown"], first, last, count)
            : fill(words["script.matching"], first, last, count, rows.length);
        controls.pages.hidden = pages === 1;
        controls.place.textContent = fill(words["script.page"], view.page + 1, pages);
        for (const [button, step] of controls.turns) {
            const to = step(view.page, pages);
            button.setAttribute("aria-disabled", String(to === view.page || to < 0 || to >= pages));
        }
    }

    function sortable() {
        Array.from(table.tHead.rows[0].cells).forEach((head, index) => {
            const button = el("button", {type: "button"}, head.textContent);
            head.replaceChildren(button);
            button.addEventListener("click", () => {
                view.down = view.sort === index && !view.down;
                view.sort = index;
                for (const other of table.tHead.rows[0].cells) {
                    other.removeAttribute("aria-sort");
                }
                head.setAttribute("aria-sort", view.down ? "descending" : "ascending");
                update(0);
            });
        });
    }

    function options(select, entries) {
        const chosen = select.value;
        select.replaceChildren(el("option", {value: ""}, words["script.all"]),
            ...entries.map(([value, label]) => el("option", {value}, label)));
        select.value = entries.some(([value]) => String(value) === chosen) ? chosen : "";
    }

    function offer() {
        const counts = data.outcomes.map(() => 0);
        let withError = 0;
        for (const row of rows) {
            counts[row[OUTCOME]]++;
            withError += isGood(row) && row[ERROR] ? 1 : 0;
        }
        const entries = data.outcomes.map(([key, word], number) => [key, word, counts[number]]);
        entries.push([WITH_ERROR, words["script." + WITH_ERROR], withError]);
        options(controls.result, entries.filter(([, , count]) => count > 0)
            .map(([key, word, count]) => [key, `${word} (${numbers.format(count)})`]));
        options(controls.connector, [...new Set(data.jobs.map(job => job[0]))].map(name => [name, name]));
    }

    function build() {
        const search = el("input", {type: "search", autocomplete: "off", spellcheck: "false", placeholder: words["script.searchHint"]});
        const result = el("select");
        const connector = el("select");
        const reset = el("button", {type: "reset"}, words["script.reset"]);
        const form = el("form", {role: "search", "aria-label": words["script.filters"]},
            el("label", {class: "grow"}, words["script.search"], search),
            el("label", {}, words["script.result"], result),
            el("label", {}, words["script.connector"], connector), reset);
        const chips = el("p", {class: "chips"});
        const status = el("p", {id: "status", role: "status"});
        const place = el("span");
        const turns = [["first", () => 0], ["previous", page => page - 1], ["next", page => page + 1], ["last", (page, pages) => pages - 1]]
            .map(([name, step]) => [el("button", {type: "button"}, words["script." + name]), step]);
        const pages = el("nav", {"aria-label": words["script.pages"]},
            turns[0][0], turns[1][0], place, turns[2][0], turns[3][0]);
        controls = {form, search, result, connector, chips, status, place, turns, pages, broken: false};
        for (const [button, step] of turns) {
            button.addEventListener("click", () => {
                if (button.getAttribute("aria-disabled") !== "true") {
                    turn(step(view.page, Math.ceil(view.shown.length / PAGE)));
                }
            });
        }
        let waiting = 0;
        search.addEventListener("input", () => {
            clearTimeout(waiting);
            waiting = setTimeout(() => update(0), rows.length > 5000 ? 200 : 0);
        });
        result.addEventListener("change", () => {
            view.filter.delete("outcome");
            if (result.value) {
                view.filter.set("outcome", result.value);
            }
            update(0);
        });
        connector.addEventListener("change", () => update(0));
        for (const link of document.querySelectorAll("a[data-filter]")) {
            link.addEventListener("click", () => follow(link.dataset.filter));
        }
        form.addEventListener("submit", event => event.preventDefault());
        form.addEventListener("reset", () => {
            view.filter = new URLSearchParams();
            setTimeout(() => {
                showFilter();
                update(0);
            });
        });
        document.getElementById("controls").append(form, chips, status);
        document.getElementById("pages").append(pages);
    }

    /** Reads the pieces one after the other, and lets the browser paint between them. */
    function read(pieces) {
        const until = performance.now() + 30;
        let first = rows.length === 0;
        while (pieces.length && (first || performance.now() < until)) {
            const piece = pieces.shift();
            try {
                for (const row of JSON.parse(piece.textContent)) {
                    row[ERROR] = typeof row[ERROR] === "number" ? data.errors[row[ERROR]] : row[ERROR];
                    row[REPORT] = typeof row[REPORT] === "number" ? data.reports[row[REPORT]] : row[REPORT];
                    rows.push(row);
                }
            } catch (broken) {
                controls.broken = true;
            }
            piece.remove();
            first = false;
        }
        if (pieces.length) {
            controls.status.textContent = fill(words["script.loading"], rows.length, data.tasks);
            setTimeout(() => read(pieces));
        } else {
            inOrder();
            offer();
            showFilter();
            update(view.page);
        }
    }

    build();
    sortable();
    options(controls.result, []);
    options(controls.connector, []);
    requestAnimationFrame(() => setTimeout(() => read(Array.from(document.querySelectorAll("script.rows")))));
    addEventListener("beforeprint", () => render(MOST_PRINTED));
    addEventListener("afterprint", () => turn(view.page));
})();
