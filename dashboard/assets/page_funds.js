/* Cells of the grids: links made of text only, never of HTML. A name turns the page (see static_html.js), a figure opens the drawer. */
window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
window.dashAgGridFunctions = window.dashAgGridFunctions || {};
window.dashAgGridComponentFunctions.OpenRow = function (props) {
  if (!props.data) { return null; }
  const told = { href: props.data.open_href, className: "opens-row", "data-open": props.data.open, "data-row": props.data.row };
  return window.React.createElement("a", Object.assign(told, { "aria-haspopup": "dialog" }), props.value);
};
window.dashAgGridComponentFunctions.OpenFigure = function (props) {
  const told = props.data && props.data.opens && props.data.opens[props.colDef.field];
  if (!told) { return props.value || null; }
  const link = { href: told[1], className: "opens", "data-open": told[0], "aria-haspopup": "dialog" };
  return window.React.createElement("a", link, props.value);
};
window.dashAgGridComponentFunctions.ProjectLink = function (props) {
  if (!props.data) { return null; }
  return window.React.createElement("a", { href: props.data.href, className: "link", "data-inside": "" }, props.value);
};
window.dashAgGridComponentFunctions.VillageLinks = function (props) {
  if (!props.data) { return null; }
  const pieces = props.data.villages.map(function (piece, at) {
    if (!piece[1]) { return piece[0]; }
    return window.React.createElement("a", { key: at, href: piece[1], className: "link", "data-inside": "" }, piece[0]);
  });
  return window.React.createElement("span", null, pieces);
};
/* The Tab key goes through the links of a cell before the grid takes it to the next one. */
window.dashAgGridFunctions.withinLinks = function (params) {
  const event = params.event;
  const cell = event.key === "Tab" && event.target.closest ? event.target.closest(".ag-cell") : null;
  const links = cell ? Array.from(cell.querySelectorAll("a[href]")) : [];
  const at = links.indexOf(document.activeElement);
  return links.length > 0 && (event.shiftKey ? at > 0 : at < links.length - 1);
};
