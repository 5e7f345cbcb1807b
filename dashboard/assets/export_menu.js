/* The export menu: pictures of the charts with a footer that says what they are, and links that know the grid's filter. */
(function () {
  "use strict";
  var LINE = 16, SIZE = 11, LATIN = 6.2, MOST_OF_A_NAME = 40, SHARPNESS = 2, KEPT = 60000;
  var FORMATS = ["png", "svg"], entries = new WeakMap();

  function menuOf(node) { return node.closest ? node.closest("details.export-menu") : null; }

  function charts() {
    return Array.prototype.filter.call(document.querySelectorAll("main .js-plotly-plot"), function (plot) {
      return plot._fullLayout && plot.offsetWidth > 0;
    });
  }

  /* A chart is called as its panel; where a panel has several, each says in data-chart which one it is. */
  function nameOf(plot) {
    var panel = plot.closest(".panel"), part = plot.closest("[data-chart]");
    var title = (panel && panel.querySelector(".panel-title")) || document.querySelector("main h1");
    var copy = title.cloneNode(true);
    copy.querySelectorAll("details, .source, button").forEach(function (each) { each.remove(); });
    var text = (part ? part.dataset.chart + " " : "") + copy.textContent.trim().replace(/\s+/g, " ");
    return text.length > MOST_OF_A_NAME ? text.slice(0, MOST_OF_A_NAME) + "…" : text;
  }

  /* Lines no wider than the picture: a Chinese character is about twice as wide as a Latin one. */
  function broken(text, width) {
    var lines = [""], used = 0;
    Array.from(text).forEach(function (letter) {
      var wide = letter.charCodeAt(0) > 0x2e80 ? SIZE : LATIN;
      if (used + wide > width) { lines.push(""); used = 0; }
      lines[lines.length - 1] += letter;
      used += wide;
    });
    return lines;
  }

  function escaped(text) { return text.replace(/&/g, "&amp;").replace(/</g, "&lt;"); }

  /* The chart's layout, higher by a footer: day, edition and source, the stamp of demo data, the address of the view. */
  function footed(plot, menu) {
    var full = plot._fullLayout, size = full._size, width = full.width;
    var said = (menu.dataset.demo ? "【" + menu.dataset.demo + "】 " : "") + menu.dataset.footer;
    var isMap = menu.dataset.maps.split(" ").some(function (id) { return plot.closest("#" + id); });
    var lines = [nameOf(plot), said + (isMap ? " " + menu.dataset.schematic : ""), window.location.href]
      .flatMap(function (line) { return broken(line, width - 24); });
    var foot = lines.length * LINE + 14;
    var layout = JSON.parse(JSON.stringify(plot.layout));
    layout.width = width;
    layout.height = full.height + foot;
    layout.autosize = false;
    layout.margin = { l: size.l, r: size.r, t: size.t, b: size.b + foot, autoexpand: false };
    layout.paper_bgcolor = layout.plot_bgcolor = window.getComputedStyle(document.body).getPropertyValue("--panel").trim();
    layout.annotations = (layout.annotations || []).concat([{
      xref: "paper", yref: "paper", x: 0, y: 0, xanchor: "left", yanchor: "top", align: "left", showarrow: false,
      xshift: 12 - size.l, yshift: -size.b - 4, font: { size: SIZE }, text: lines.map(escaped).join("<br>"),
    }]);
    return layout;
  }

  /* Handed over as a blob: a browser drops a data: address that is too long, without a word. The link stands in the
     menu while it is clicked: a click beside the menu would close it. */
  function saved(content, name, menu) {
    var link = document.createElement("a"), address = URL.createObjectURL(content);
    link.href = address;
    link.download = name;
    link.hidden = true;
    menu.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(address); }, KEPT);
  }

  /* Plotly draws its own PNG by way of a blob: address, which the page's policy does not let an image have. */
  async function painted(drawing, layout) {
    var image = new Image(), canvas = document.createElement("canvas");
    image.src = drawing;
    await image.decode();
    canvas.width = layout.width * SHARPNESS;
    canvas.height = layout.height * SHARPNESS;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise(function (done) { canvas.toBlob(done, "image/png"); });
  }

  async function picture(plot, format, menu) {
    var layout = footed(plot, menu);
    var asked = { format: "svg", width: layout.width, height: layout.height };
    var drawing = await window.Plotly.toImage({ data: plot.data, layout: layout }, asked);
    var written = decodeURIComponent(drawing.slice(drawing.indexOf(",") + 1));
    var content = format === "png" ? await painted(drawing, layout) : new Blob([written], { type: "image/svg+xml" });
    saved(content, nameOf(plot).replace(/[\\/:*?"<>|]/g, " ") + "." + format, menu);
  }

  function entry(plot, format) {
    var item = document.createElement("li"), made = document.createElement("button");
    made.type = "button";
    made.className = "plain";
    made.addEventListener("click", function () { picture(plot, format, menuOf(made)); });
    item.appendChild(made);
    return item;
  }

  function entriesOf(plot, menu) {
    if (!entries.has(plot)) { entries.set(plot, FORMATS.map(function (format) { return entry(plot, format); })); }
    entries.get(plot).forEach(function (item, at) {
      var words = menu.dataset.image.replace("{format}", FORMATS[at].toUpperCase()).replace("{chart}", nameOf(plot));
      if (item.firstChild.textContent !== words) { item.firstChild.textContent = words; }
    });
    return entries.get(plot);
  }

  /* An entry that stands is not touched: one put anew between press and release of a button would lose the click. */
  function listed(menu) {
    var list = menu.querySelector(".export-images");
    var wanted = charts().flatMap(function (plot) { return entriesOf(plot, menu); });
    Array.from(list.children).forEach(function (item) { if (!wanted.includes(item)) { item.remove(); } });
    wanted.forEach(function (item, at) {
      if (list.children[at] !== item) { list.insertBefore(item, list.children[at] || null); }
    });
    list.setAttribute("aria-label", menu.dataset.images);
    list.hidden = !list.children.length;
  }

  /* A chart drawn after the menu was opened comes into it, one taken away goes. */
  new MutationObserver(function () {
    var menu = document.querySelector("details.export-menu[open]");
    if (menu) { listed(menu); }
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* What the grid on the page is narrowed and sorted to, in the words it asks the server with. */
  function narrowed(menu) {
    var id = menu.dataset.grids.split(" ").find(function (each) { return document.getElementById(each); });
    var api = id && window.dash_ag_grid && window.dash_ag_grid.getApi(id);
    if (!api) { return ""; }
    var sorts = api.getColumnState().filter(function (each) { return each.sort; })
      .sort(function (one, other) { return one.sortIndex - other.sortIndex; })
      .map(function (each) { return { colId: each.colId, sort: each.sort }; });
    var model = { filterModel: api.getFilterModel(), sortModel: sorts };
    return "&grid=" + encodeURIComponent(JSON.stringify(model));
  }

  document.addEventListener("toggle", function (event) {
    if (event.target.matches && event.target.matches("details.export-menu[open]")) { listed(event.target); }
  }, true);

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("details.export-menu a[data-grid]") : null;
    if (link) { link.href = link.getAttribute("href").split("&grid=")[0] + narrowed(menuOf(link)); }
    document.querySelectorAll("details.export-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });

  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" ? document.querySelector("details.export-menu[open]") : null;
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();
