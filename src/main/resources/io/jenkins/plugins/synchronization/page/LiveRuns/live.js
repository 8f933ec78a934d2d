/* Updates what is waited for while the page is visible. It fetches from Jenkins, which polls runs that are looked at more often. */
(function () {
  "use strict";

  const INTERVAL = 3000;
  const SLOWEST = 30000;
  const MOST_MISSES = 10;
  const LATER = 10000;

  function watch(region) {
    const note = region.querySelector(".synchronization-live__note");
    const news = region.querySelector(".synchronization-live__news");
    region.querySelector(".synchronization-live__reload").hidden = true;
    let misses = 0;
    let timer = null;
    let ended = false;

    function later() {
      clearTimeout(timer);
      timer = setTimeout(ask, Math.min(SLOWEST, INTERVAL * Math.pow(2, Math.min(misses, 4))));
    }

    function ask() {
      timer = null;
      if (document.visibilityState !== "visible") {
        return;
      }
      fetch(region.dataset.source, { cache: "no-store", redirect: "error" })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
        .then(show)
        .catch(miss);
    }

    function miss(status) {
      misses++;
      const gone = status === 404 || status === 403;
      const why = status === 403 && region.dataset.forbidden || region.dataset.gone;
      if (gone && misses >= MOST_MISSES) {
        ended = true;
        note.textContent = why;
        return;
      }
      // After a restart of Jenkins it takes a moment until the build waits again.
      setText(note, gone && misses < 2 ? "" : gone ? why : region.dataset.unreachable);
      later();
    }

    function show(html) {
      misses = 0;
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".synchronization-live__runs");
      if (!fresh) {
        return miss();
      }
      if (fresh.dataset.waiting === "0") {
        ended = true;
        window.location.reload();
        return;
      }
      setText(note, "");
      const shown = region.querySelector(".synchronization-live__runs");
      announce(shown, fresh);
      if (keys(shown) === keys(fresh)) {
        refresh(shown, fresh);
      } else {
        const replacement = document.adoptNode(fresh);
        shown.replaceWith(replacement);
        // Copy buttons, links that ask first, and tables that can be sorted.
        Behaviour.applySubtree(replacement, true);
      }
      later();
    }

    function announce(shown, fresh) {
      const before = new Set(Array.from(shown.querySelectorAll("[data-news]"), (run) => run.dataset.news));
      const changed = Array.from(fresh.querySelectorAll("[data-news]"), (run) => run.dataset.news);
      const text = changed.filter((line) => !before.has(line)).join(". ");
      if (text) {
        setText(news, text);
      }
    }

    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && timer === null && !ended) {
        ask();
      }
    });
    later();
  }

  /* Where nothing is waited for at the moment: a later run of the same build shows a link, and stays shown. */
  function lookForMore(region) {
    function ask() {
      if (document.visibilityState !== "visible") {
        document.addEventListener("visibilitychange", ask, { once: true });
        return;
      }
      fetch(region.dataset.source, { cache: "no-store", redirect: "error" })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
        .then((html) => {
          const now = new DOMParser().parseFromString(html, "text/html").querySelector("[data-count]").dataset;
          if (Number(now.count) > Number(region.dataset.count)) {
            setText(region.querySelector("[role=status]"), region.dataset.more);
            region.querySelector("[hidden]").hidden = false;
          } else if (now.building === "true") {
            setTimeout(ask, LATER);
          }
        })
        .catch(() => setTimeout(ask, 10 * LATER));
    }
    setTimeout(ask, LATER);
  }

  function setText(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  function keys(runs) {
    return Array.from(runs.querySelectorAll("[data-key]"), (run) => run.dataset.key).sort().join(" ");
  }

  /* Run by run, since a table may have been sorted. */
  function refresh(shown, fresh) {
    const runs = new Map(Array.from(fresh.querySelectorAll("[data-key]"), (run) => [run.dataset.key, run]));
    shown.querySelectorAll("[data-key]").forEach((run) => refreshRun(run, runs.get(run.dataset.key)));
  }

  /* Only what differs is replaced, so that focus, selection and screen readers stay where they are. */
  function refreshRun(shown, fresh) {
    const parts = fresh.querySelectorAll("[data-live]");
    shown.querySelectorAll("[data-live]").forEach((part, index) => {
      const now = parts[index];
      if (part.isEqualNode(now)) {
        return;
      }
      if (part instanceof HTMLProgressElement) {
        ["max", "value", "aria-valuetext"].forEach((name) => {
          if (now.hasAttribute(name)) {
            part.setAttribute(name, now.getAttribute(name));
          }
        });
      } else {
        part.textContent = "";
        while (now.firstChild) {
          part.appendChild(document.adoptNode(now.firstChild));
        }
      }
    });
    if (fresh.dataset.news) {
      shown.dataset.news = fresh.dataset.news;
    }
  }

  function begin() {
    document.querySelectorAll(".synchronization-live").forEach(watch);
    document.querySelectorAll(".synchronization-later").forEach(lookForMore);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();
