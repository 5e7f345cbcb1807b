/* Cells of the grids: a link made of text only, never of HTML, that turns the page as dcc.Link does. */
window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
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
