"""The line at the end of every page that says what its data do not cover (数据不含什么)."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.i18n import catalogue, t
from dashboard.view import View

FIRST = "overview"


def page_name(path: str) -> str:
    """Return the name under which a page's line stands in the catalogue: its path, the first page by its own."""
    return path.strip("/").replace("/", "_") or FIRST


def not_covered(view: View, path: str) -> list[Component]:
    """Return the line of the page at ``path``; nothing on a projected slide, which must fit on one screen."""
    name = f"coverage.{page_name(path)}"
    if view.present or name not in catalogue():
        return []
    return [html.P([t(view.language, "coverage.label"), t(view.language, name)], className="coverage")]
