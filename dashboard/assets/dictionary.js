// The search of the dictionary: hides what does not match, says how many do, keeps the word in the address.
(function () {
  "use strict";
  const WAIT = 120;
  let timer = 0;

  const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
  const matches = (element, words) => {
    const text = plain(element.textContent) + " " + (element.dataset.find || "").toLowerCase();
    return words.every((word) => text.includes(word));
  };

  // A group whose own summary matches shows all that is in it.
  function sift(group, words) {
    const summary = group.querySelector(":scope > summary");
    const whole = Boolean(summary) && words.length > 0 && matches(summary, words);
    let found = 0;
    group.querySelectorAll("[data-find]").forEach(function (entry) {
      const shown = whole || matches(entry, words);
      entry.hidden = !shown;
      found += shown ? 1 : 0;
    });
    const around = group.matches("details") ? group : group.closest(".panel") || group;
    around.hidden = found === 0;
    if (group.matches("details") && words.length > 0) { group.open = found > 0 && !whole; }
    return found;
  }

  function remember(text) {
    const address = new URL(window.location.href);
    if (text) { address.searchParams.set("q", text); } else { address.searchParams.delete("q"); }
    window.history.replaceState(window.history.state, "", address);
  }

  function find(box) {
    const field = box.querySelector(".find-field");
    const said = box.querySelector(".find-said");
    const words = plain(field.value).split(" ").filter(Boolean);
    said.dataset.first = said.dataset.first || said.textContent;
    let found = 0;
    document.querySelectorAll("[data-find-group]").forEach(function (group) { found += sift(group, words); });
    const counted = found ? box.dataset.found.replace("{count}", String(found)) : box.dataset.none;
    said.textContent = words.length ? counted : said.dataset.first;
    remember(field.value.trim());
  }

  function begin(box) {
    box.dataset.begun = "1";
    const word = new URLSearchParams(window.location.search).get("q");
    if (word) {
      box.querySelector(".find-field").value = word;
      find(box);
    }
    const asked = document.querySelector("[data-asked]");
    if (asked) { asked.scrollIntoView({ block: "start" }); }
  }

  document.addEventListener("input", function (event) {
    if (!event.target.matches(".find-field")) { return; }
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { find(event.target.closest(".find")); }, WAIT);
  });

  new MutationObserver(function () {
    const box = document.querySelector(".find:not([data-begun])");
    if (box) { begin(box); }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
