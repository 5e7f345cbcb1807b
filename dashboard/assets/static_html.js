/* The Html component: an element whose content the server has written, and links in it that stay in the application. */
(function () {
  "use strict";

  function Html(props) {
    var attributes = Object.assign({}, props.attributes);
    attributes.dangerouslySetInnerHTML = { __html: props.content };
    return window.React.createElement(props.tag, attributes);
  }
  window.county = { Html: Html };

  function staysInside(event, link) {
    return link && event.button === 0 && !event.defaultPrevented && !link.target &&
      !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-inside]") : null;
    if (!staysInside(event, link)) {
      return;
    }
    event.preventDefault();
    window.history.pushState({}, "", link.getAttribute("href"));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  });
})();
