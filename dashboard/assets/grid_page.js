/* The grid's script comes only with the page that has grids: from another page, that page is loaded anew. */
(function () {
  "use strict";
  var GRID_PATH = "/funds";

  function needsGrid(address) {
    return !window.dash_ag_grid && new URL(address, window.location.href).pathname === GRID_PATH;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href]") : null;
    var plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link && plain && !link.target && needsGrid(link.href)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      window.location.assign(link.href);
    }
  }, true);

  window.addEventListener("popstate", function (event) {
    if (needsGrid(window.location.href)) {
      event.stopImmediatePropagation();
      window.location.reload();
    }
  }, true);
})();
