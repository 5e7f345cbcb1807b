// The map's behaviour that only the browser can know: what part of it was being looked at, whether motion is unwanted.
(function () {
  "use strict";
  // Every change of the address draws the page anew; the part looked at is kept by the map's uirevision.
  const kept = {};

  function ranges(moved) {
    const at = (axis, end) => moved[axis + ".range[" + end + "]"];
    return { xaxis: [at("xaxis", 0), at("xaxis", 1)], yaxis: [at("yaxis", 0), at("yaxis", 1)] };
  }

  function shownAt(figure, seen) {
    const layout = Object.assign({}, figure.layout);
    ["xaxis", "yaxis"].forEach((axis) => { layout[axis] = Object.assign({}, layout[axis], { range: seen[axis] }); });
    return Object.assign({}, figure, { layout: layout });
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.map = {
    prefersReducedMotion: () => window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    keepView: function (moved, figure) {
      const unchanged = window.dash_clientside.no_update;
      const key = figure && figure.layout ? figure.layout.uirevision : undefined;
      if (moved && "xaxis.range[0]" in moved && "yaxis.range[0]" in moved) {
        kept[key] = ranges(moved);
        return unchanged;
      }
      return !moved && kept[key] ? shownAt(figure, kept[key]) : unchanged;
    },
  };
})();
