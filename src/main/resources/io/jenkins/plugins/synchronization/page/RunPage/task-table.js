"use strict";
/* The table of all tasks, without loading the page again: what the form and the links ask for is fetched and put in the
   table's place. Without this script the form is sent and the links are followed. */
(() => {
  const TYPING = 200;
  /* A phone gets as many tasks as can be looked through with a thumb, unless the URL says how many. */
  const USUAL_SIZE = matchMedia("(max-width: 34rem)").matches ? "10" : "50";

  function start() {
    const section = document.getElementById("all-tasks");
    if (!section || !section.dataset.source) {
      return;
    }
    const form = section.querySelector("form");
    const status = section.querySelector("[role=status]");
    const reset = form.querySelector("[data-reset]");
    let table = document.getElementById("synchronization-tasks");
    let request = null;
    let timer = 0;

    /* Jenkins adds fields of its own to forms, such as its CSRF crumb: they belong in no URL. */
    const fields = ["q", "outcome", "result", "connector", "code", "file", "change", "size", "sort"]
      .map(name => form.elements.namedItem(name))
      .filter(field => field);

    form.querySelector("[type=submit]").classList.add("jenkins-hidden");

    function asked() {
      const parameters = new URLSearchParams();
      fields.filter(field => field.value).forEach(field => parameters.set(field.name, field.value));
      return "?" + parameters;
    }

    /** What a link of the page asks for: most say nothing of the size. */
    function sized(search) {
      const parameters = new URLSearchParams(search);
      if (!parameters.has("size")) {
        parameters.set("size", USUAL_SIZE);
      }
      return "?" + parameters;
    }

    /** Makes the form say what the table shows; whoever types is not disturbed. Returns whether it can say so. */
    function fill(search) {
      const parameters = new URLSearchParams(search);
      return fields.every(field => {
        if (field === document.activeElement && field.type === "search") {
          return true;
        }
        const value = parameters.get(field.name) || (field.name === "size" ? USUAL_SIZE : "");
        field.value = value;
        return field.value === value;
      });
    }

    function leave(search) {
      location.assign(form.action.split(/[?#]/)[0] + search + "#all-tasks");
    }

    function show(search, turn) {
      clearTimeout(timer);
      if (request) {
        request.abort();
      }
      const own = new AbortController();
      request = own;
      table.setAttribute("aria-busy", "true");
      fetch(section.dataset.source + search, {signal: own.signal, credentials: "same-origin"})
        .then(response => response.ok && !response.redirected ? response.text() : "")
        .then(text => {
          if (request !== own) {
            return;
          }
          const answer = new DOMParser().parseFromString(text, "text/html").getElementById(table.id);
          if (answer) {
            request = null;
            replace(answer, turn);
          } else {
            leave(search);
          }
        })
        .catch(() => {
          if (request === own) {
            table.removeAttribute("aria-busy");
            status.textContent = section.dataset.failed;
          }
        });
    }

    function replace(answer, turn) {
      const hadFocus = table.contains(document.activeElement);
      table.replaceWith(answer);
      table = answer;
      // Copy buttons.
      Behaviour.applySubtree(table, true);
      const parameters = table.dataset.parameters;
      fill(parameters);
      reset.href = reset.href.split(/[?#]/)[0] + table.dataset.all + "#all-tasks";
      reset.classList.toggle("jenkins-hidden", table.dataset.filtered !== "true");
      status.textContent = table.dataset.count;
      history.replaceState(history.state, "", location.pathname + parameters + "#all-tasks");
      if (hadFocus && turn) {
        const link = table.querySelector("a[href][data-turn='" + turn + "']") || table.querySelector("nav a[href]");
        if (link) {
          link.focus({preventScroll: true});
        }
        if (section.getBoundingClientRect().top < 0) {
          section.scrollIntoView();
        }
      }
    }

    form.addEventListener("submit", event => {
      event.preventDefault();
      show(asked());
    });
    form.addEventListener("change", event => {
      if (event.target.type !== "search") {
        if (event.target.name === "outcome") {
          form.elements.namedItem("result").value = "";
        }
        show(asked());
      }
    });
    form.addEventListener("input", event => {
      if (event.target.type === "search") {
        clearTimeout(timer);
        timer = setTimeout(() => show(asked()), TYPING);
      }
    });
    /* Links of the whole page: a count or a code elsewhere may lead to its tasks. */
    document.addEventListener("click", event => {
      const link = event.target.closest("a[href$='#all-tasks']");
      if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
        return;
      }
      const here = [location.pathname, new URL(form.action).pathname];
      if (link.origin !== location.origin || !here.includes(link.pathname)) {
        return;
      }
      if (section.contains(link)) {
        event.preventDefault();
        if (link === reset) {
          const search = form.querySelector("[type=search]");
          search.value = "";
          search.focus({preventScroll: true});
        }
        show(sized(link.search), link.dataset.turn);
      } else if (link.search && fill(link.search)) {
        event.preventDefault();
        section.scrollIntoView();
        show(sized(link.search));
      }
    });
    const size = form.elements.namedItem("size");
    if (size.value !== USUAL_SIZE && !new URLSearchParams(location.search).has("size")) {
      size.value = USUAL_SIZE;
      show(asked());
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
