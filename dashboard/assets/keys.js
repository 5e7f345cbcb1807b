// Keyboard of the whole product. Element ids are those of dashboard/ids.py.
(function () {
  "use strict";
  const STORED = "single-key-shortcuts";
  const byId = (id) => document.getElementById(id);
  const click = (id) => { const element = byId(id); if (element) { element.click(); } };
  const stored = () => { try { return localStorage.getItem(STORED); } catch (error) { return null; } };
  const keysOn = () => document.documentElement.dataset.keys !== "off";
  if (stored() === "off") { document.documentElement.dataset.keys = "off"; }

  function toggleKeys() {
    const next = keysOn() ? "off" : "on";
    document.documentElement.dataset.keys = next;
    try { localStorage.setItem(STORED, next); } catch (error) { /* private browsing: holds until the page is left */ }
  }

  // React listens to the native setter, not to the property, so the value is set through the prototype.
  function stepMonth(step) {
    const select = document.querySelector(".select-as-of");
    if (!select) { return; }
    const at = select.selectedIndex + step;
    if (at < 0 || at >= select.options.length) { return; }
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(select, select.options[at].value);
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function turn(event) {
    if (event.key === "PageDown") { click("next-page"); return true; }
    if (event.key === "PageUp") { click("previous-page"); return true; }
    return false;
  }

  function single(event) {
    if (!keysOn()) { return false; }
    if (event.key === "p" || event.key === "P") { click("present-link"); return true; }
    if (event.key === "ArrowLeft") { stepMonth(-1); return true; }
    if (event.key === "ArrowRight") { stepMonth(1); return true; }
    if (/^[1-9]$/.test(event.key)) {
      const link = document.querySelectorAll(".nav a")[Number(event.key) - 1];
      if (link) { link.click(); }
      return true;
    }
    return false;
  }

  // Where the pages' names do not fit beside each other, the one that is shown is brought into view.
  let shown = "";
  new MutationObserver(function () {
    const current = document.querySelector(".nav .is-current");
    if (!current || shown === window.location.pathname) { return; }
    shown = window.location.pathname;
    const bar = current.closest(".nav");
    bar.scrollLeft = current.offsetLeft - bar.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
  }).observe(document.body, { childList: true, subtree: true });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) { return; }
    if (event.key === "Escape") {
      if (document.querySelector(".is-present")) { click("present-link"); }
      return;
    }
    const presenting = document.querySelector(".is-present");
    const inControl = event.target.closest("input, select, textarea, [contenteditable], [role=slider], [role=radio]");
    const scrolling = event.target.closest(".table-scroll, .js-plotly-plot, #drawer");
    if (inControl || scrolling) { return; }
    // Outside a presentation the page keys scroll a long page first; they turn at its ends.
    const root = document.documentElement;
    const atEnd = event.key === "PageDown" ? root.scrollTop + window.innerHeight >= root.scrollHeight - 2 : root.scrollTop <= 2;
    if ((presenting || atEnd) && turn(event)) { event.preventDefault(); return; }
    if (!event.shiftKey && single(event)) { event.preventDefault(); }
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("#shortcuts")) { toggleKeys(); }
  });
  // A change of the address draws the page anew: the control that asked for it gets the focus back.
  let used = null;
  function mark(element) {
    if (element.id) { return { id: element.id }; }
    const link = element.closest("a[href]");
    const kind = link && [...link.classList].find((name) => name !== "link");
    return link ? { words: link.textContent, kind: kind, place: link.closest("[class]:not(a)").className } : null;
  }
  function again(wanted) {
    if (wanted.id) { return byId(wanted.id); }
    const links = [...document.querySelectorAll("a[href]")].filter((each) => each.textContent === wanted.words);
    return links.find((each) => each.closest("[class]:not(a)").className === wanted.place) || links[0];
  }
  document.addEventListener("focusin", function (event) {
    if (event.target.closest("#page")) { used = event.target === byId("main") ? null : mark(event.target); }
  });
  document.addEventListener("pointerdown", function (event) {
    if (!event.target.closest("a, select, input, button, summary, label, [tabindex]")) { used = null; }
  });
  new MutationObserver(function () {
    if (!used || document.activeElement !== document.body) { return; }
    const element = again(used);
    if (element) { element.focus({ preventScroll: true }); }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
