// The drawer at the side of a page: a figure opened to its formula and rows. Its content comes from the server, escaped.
(function () {
  "use strict";
  const PARAMETER = "open", ROW = "row";
  let opener = null, waiting = null;

  const shown = () => document.getElementById("drawer");

  function made() {
    const drawer = shown() || document.createElement("div");
    drawer.id = "drawer";
    drawer.setAttribute("role", "dialog");
    document.body.append(drawer);
    return drawer;
  }

  // What is opened: a figure, and if one of its rows is meant the parts of that row's key.
  function withOpened(written, row) {
    const search = new URLSearchParams(window.location.search);
    if (written) { search.set(PARAMETER, written); } else { search.delete(PARAMETER); }
    search.delete(ROW);
    row.forEach((part) => search.append(ROW, part));
    return search;
  }

  function addressWith(written, row) {
    const text = withOpened(written, row).toString();
    return window.location.pathname + (text ? "?" + text : "");
  }

  // The address changes without the page being drawn anew: the page's own view stays what it is.
  const note = (written, row) => window.history.replaceState(window.history.state, "", addressWith(written, row));

  const parsed = (text) => new DOMParser().parseFromString(text, "text/html").body;
  const unreachable = () => document.getElementById("drawer-unreachable").content.cloneNode(true);

  function put(drawer, parent, focusOn) {
    drawer.replaceChildren(...parent.childNodes);
    drawer.classList.remove("is-waiting");
    const heading = drawer.querySelector(focusOn) || drawer.querySelector(".drawer-name, .drawer-said");
    if (heading) {
      drawer.setAttribute("aria-label", drawer.querySelector(".drawer-name, .drawer-said").textContent);
      heading.focus({ preventScroll: focusOn === ".drawer-name" });
      if (focusOn !== ".drawer-name") { heading.scrollIntoView({ block: "nearest" }); }
    }
  }

  // Of two things asked for, what was asked last is shown: the answer to the one before is given up.
  async function show(address, focusOn) {
    const drawer = made();
    drawer.classList.add("is-waiting");
    if (waiting) { waiting.abort(); }
    const asked = waiting = new AbortController();
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: asked.signal });
      const text = await answer.text();
      if (asked === waiting) { put(drawer, parsed(text), focusOn); }
    } catch (error) {
      if (asked === waiting) { put(drawer, unreachable(), ".drawer-said"); }
    }
  }

  function open(written, row = []) {
    note(written, row);
    made().dataset.opened = window.location.search;
    show("/figure?" + withOpened(written, row).toString(), row.length ? ".drawer-detail" : ".drawer-name");
  }

  function close() {
    const drawer = shown();
    if (!drawer) { return false; }
    drawer.remove();
    note(null, []);
    if (opener && document.contains(opener)) { opener.focus({ preventScroll: true }); }
    opener = null;
    return true;
  }

  async function copy(button, text) {
    const said = button.parentElement.querySelector(".drawer-said");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = button.dataset.done;
    } catch (error) {
      said.textContent = text;
    }
  }

  function withinDrawer(event) {
    const turned = event.target.closest("a[data-drawer]");
    const copying = event.target.closest("[data-copy], [data-copy-address]");
    if (event.target.closest(".drawer-close")) { close(); return true; }
    if (turned) {
      show(turned.getAttribute("href"), turned.getAttribute("href").includes("row=") ? ".drawer-detail" : ".drawer-rows caption, .drawer-groups caption");
      return true;
    }
    if (copying) {
      const address = copying.dataset.copyAddress;
      copy(copying, address ? window.location.origin + window.location.pathname + address : copying.dataset.copy);
      return true;
    }
    return false;
  }

  const plain = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

  document.addEventListener("click", function (event) {
    if (!event.target.closest || !plain(event)) { return; }
    const link = event.target.closest("[data-open]");
    if (link) {
      event.preventDefault();
      opener = link;
      open(link.dataset.open, link.dataset.row ? JSON.parse(link.dataset.row) : []);
    } else if (event.target.closest("#drawer") && withinDrawer(event)) {
      event.preventDefault();
    }
  });

  // A point of a chart carries the figure it stands for.
  function listen(plot) {
    if (plot.dataset.opens || typeof plot.on !== "function") { return; }
    plot.dataset.opens = "1";
    plot.on("plotly_click", function (event) {
      const given = event.points[0] && event.points[0].customdata;
      const written = Array.isArray(given) ? given[given.length - 1] : given;
      if (typeof written === "string" && written.startsWith("open:")) { open(written.slice("open:".length)); }
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && shown()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      close();
    }
  }, true);

  // A link to another page, or another view of this one, leaves the drawer behind, unless it names a figure itself.
  let page = null;
  new MutationObserver(function () {
    document.querySelectorAll(".js-plotly-plot").forEach(listen);
    const now = document.getElementById("main");
    if (now && now !== page) {
      const search = new URLSearchParams(window.location.search);
      const written = search.get(PARAMETER);
      if (shown() && !written) { shown().remove(); }
      if (written && (!shown() || shown().dataset.opened !== window.location.search)) { open(written, search.getAll(ROW)); }
      page = now;
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
