"use strict";
/* The table of all tasks: sorts, filters, searches and pages. Reads the data elements that stand before it; a row is what
   ScriptData.java describes. Only text nodes and attributes are made from the data, never markup. */
(() => {
    const PAGE = 100;
    const MOST_PRINTED = 6000;
    const JOB = 0, ID = 1, FILE = 2, START = 3, END = 4, RETRIES = 5, LOOK = 6, FAILED = 7, ERROR = 8, REPORT = 9;
    const CODE = 0, MESSAGE = 1, DESCRIPTION = 2, DETAILS = 3, EXIT = 4, SYSTEM = 5, PHASE = 6, CATEGORY = 7, KEY = 8,
        LINK = 9, FIX = 10;

    const table = document.getElementById("table");
    const dataElement = document.getElementById("data");
    localTimes(document);
    if (!table || !dataElement) {
        return;
    }
    document.documentElement.classList.add("js");
    const data = JSON.parse(dataElement.textContent);
    const words = data.words;
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    const rows = [];
    const view = {sort: null, down: false, page: 0, shown: []};
    let controls = null;

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
    function duration(ms) {
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

    const took = row => row[START] === null || row[END] === null || row[END] < row[START] ? null : row[END] - row[START];

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

    function instant(ms) {
        const at = new Date(data.base + ms);
        const iso = at.toISOString();
        return el("time", {datetime: iso}, iso.slice(0, 10) + " " + iso.slice(11, 19) + " UTC");
    }

    function explanation(row, said) {
        const error = row[ERROR] || [];
        const parts = [...new Set([headline(row), ...texts(row)])]
            .filter(part => part && part !== said)
            .map(part => el("p", {class: "text", dir: "auto"}, part));
        if (error[FIX] === 1 || error[FIX] === 0) {
            const yes = error[FIX] === 1;
            parts.push(el("p", {class: "help"}, el("span", {class: "fix " + (yes ? "yes" : "no")},
                el("span", {"aria-hidden": "true"}, yes ? "✓" : "✗"), " ", words["failure.fix." + (yes ? "yes" : "no")])));
        }
        const link = text(error[LINK]);
        if (link && /^https?:\/\//i.test(link)) {
            parts.push(el("p", {}, el("a", {class: "kb", href: link, rel: "noopener noreferrer"}, words["failure.kb"])));
        }
        const facts = [["exitcode", EXIT], ["system", SYSTEM], ["phase", PHASE], ["category", CATEGORY], ["key", KEY]]
            .filter(([, index]) => text(error[index]))
            .map(([name, index]) => el("div", {}, el("dt", {}, words["failure." + name]), el("dd", {dir: "auto"}, text(error[index]))));
        if (facts.length) {
            parts.push(el("dl", {class: "small"}, ...facts));
        }
        return parts;
    }

    function error(row) {
        const line = headline(row);
        const code = row[ERROR] ? text(row[ERROR][CODE]) : null;
        if (!row[ERROR] && line === null) {
            return [none(words.none)];
        }
        const flat = (line || "").replace(/\s+/g, " ").trim();
        const summary = flat.length > 160 ? Array.from(flat).slice(0, 150).join("") + "…" : flat;
        const more = explanation(row, summary);
        const shown = summary || words["failure.details"];
        return [code ? el("code", {dir: "auto"}, code) : null, code ? " " : null, more.length
            ? el("details", {}, el("summary", {dir: "auto"}, shown), ...more)
            : el("span", {dir: "auto"}, shown)];
    }

    const COLUMNS = [
        {name: "result", key: row => data.looks[row[LOOK]][1], make: row => [look(row[LOOK])]},
        {name: "file", key: row => row[FILE] || row[ID] || ""},
        {name: "connector", key: row => data.jobs[row[JOB]][0], make: row => [el("span", {dir: "auto"}, data.jobs[row[JOB]][0])]},
        {name: "start", key: row => row[START] === null ? Infinity : row[START],
            make: row => [row[START] === null ? none(words.notyet) : instant(row[START])]},
        {name: "took", key: row => took(row) === null ? -1 : took(row),
            make: row => [took(row) === null ? none(words.none) : duration(took(row))]},
        {name: "retries", css: "number", key: row => row[RETRIES], make: row => [numbers.format(row[RETRIES])]},
        {name: "issues", key: row => row[REPORT] ? row[REPORT][0] * 1e9 + row[REPORT][1] * 1e4 + row[REPORT][2] : -1,
            make: row => [issues(row) || none(words.none)]},
        {name: "error", css: "error", key: row => (row[ERROR] ? text(row[ERROR][CODE]) || "" : "") + (headline(row) || ""), make: error},
    ];

    function rowElement(row) {
        const cells = COLUMNS.map(column => column.make ? cell(column, ...column.make(row)) :
            el("th", {scope: "row", role: "rowheader"},
                row[FILE] === null ? none(words["failure.nofile"]) : el("bdi", {}, row[FILE]),
                row[ID] === null ? null : " ", row[ID] === null ? null : el("code", {class: "sub", dir: "auto"}, row[ID])));
        return el("tr", {role: "row"}, ...cells);
    }

    function render(count) {
        const first = view.page * PAGE;
        const body = table.tBodies[0];
        body.replaceChildren(...view.shown.slice(first, first + count).map(rowElement));
        localTimes(body);
    }

    /** Finds texts of the dictionary once instead of once for each row. */
    function matcher(query) {
        const hits = data.texts.map(entry => entry.toLowerCase().includes(query));
        const has = value => typeof value === "number" ? hits[value] : typeof value === "string" && value.toLowerCase().includes(query);
        const inJob = data.jobs.map(job => job.some(has));
        const inLook = data.looks.map(entry => has(entry[1]));
        return row => has(row[FILE]) || has(row[ID]) || inJob[row[JOB]] || inLook[row[LOOK]]
            || (row[ERROR] ? row[ERROR].slice(0, FIX).some(has) : false) || (row[REPORT] ? has(row[REPORT][3]) : false);
    }

    function choose() {
        const query = controls.search.value.trim().toLowerCase();
        const result = controls.result.value;
        const connector = controls.connector.value;
        const tests = [];
        if (query) {
            tests.push(matcher(query));
        }
        if (result) {
            tests.push(result === "failed" ? row => row[FAILED] === 1 : row => row[LOOK] === Number(result));
        }
        if (connector) {
            tests.push(row => data.jobs[row[JOB]][0] === connector);
        }
        view.shown = tests.length ? rows.filter(row => tests.every(test => test(row))) : rows.slice();
        if (view.sort !== null) {
            const key = COLUMNS[view.sort].key;
            const compare = new Intl.Collator(document.documentElement.lang, {numeric: true}).compare;
            const keyed = view.shown.map((row, place) => ({row, place, key: key(row)}));
            const order = keyed.length && typeof keyed[0].key === "string" ? compare : (a, b) => a === b ? 0 : a < b ? -1 : 1;
            const sign = view.down ? -1 : 1;
            keyed.sort((a, b) => sign * order(a.key, b.key) || a.place - b.place);
            view.shown = keyed.map(entry => entry.row);
        }
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
        const counts = new Map();
        let failed = 0;
        for (const row of rows) {
            counts.set(row[LOOK], (counts.get(row[LOOK]) || 0) + 1);
            failed += row[FAILED];
        }
        const label = (word, count) => `${word} (${numbers.format(count)})`;
        options(controls.result, [...(failed ? [["failed", label(words["script.notSucceeded"], failed)]] : []),
            ...[...counts].map(([number, count]) => [number, label(data.looks[number][1], count)])]);
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
        const status = el("p", {id: "status", role: "status"});
        const place = el("span");
        const turns = [["first", () => 0], ["previous", page => page - 1], ["next", page => page + 1], ["last", (page, pages) => pages - 1]]
            .map(([name, step]) => [el("button", {type: "button"}, words["script." + name]), step]);
        const pages = el("nav", {"aria-label": words["script.pages"]},
            turns[0][0], turns[1][0], place, turns[2][0], turns[3][0]);
        controls = {search, result, connector, status, place, turns, pages, broken: false};
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
        result.addEventListener("change", () => update(0));
        connector.addEventListener("change", () => update(0));
        form.addEventListener("submit", event => event.preventDefault());
        form.addEventListener("reset", () => setTimeout(() => update(0)));
        document.getElementById("controls").append(form, status);
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
            offer();
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
