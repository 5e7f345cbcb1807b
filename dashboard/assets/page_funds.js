/* Cells of the grids: links made of text only, never of HTML. A project turns the page as dcc.Link does, a figure opens the drawer. */
window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
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
  const turn = function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    window.history.pushState({}, "", props.data.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  };
  return window.React.createElement("a", { href: props.data.href, onClick: turn, className: "link" }, props.value);
};
