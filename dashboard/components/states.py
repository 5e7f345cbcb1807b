"""Designed states: nothing here, not reported yet, broken, loading (空、未报送、出错、加载)."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.text import Children, as_list
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date, month_label
from dashboard.queries.screen import Screen
from data.text import Locale


def state(title: Children, *lines: Children, kind: str, actions: Children | None = None) -> Component:
    """Return a state block: a title, sentences, links or buttons."""
    parts: list[Component] = [html.P(as_list(title), className="state-title")]
    parts += [html.P(as_list(line), className="state-line") for line in lines]
    if actions is not None:
        parts.append(html.Div(as_list(actions), className="state-actions"))
    return html.Div(parts, className=f"state state-{kind}")


def empty(language: Locale, reason: str) -> Component:
    """Return the block for a question with no rows as its answer; ``reason`` says why it is empty."""
    return state(t(language, "shell.empty_title"), reason, kind="empty")


def no_data(screen: Screen, *, registers: str) -> Component:
    """Return the block for figures whose registers were never loaded, and how they come; ``registers`` are titles."""
    language = screen.language
    lines = (t(language, "shell.no_data_line", registers=registers), t(language, "shell.no_data_how"))
    return state(t(language, "shell.no_data_title"), *lines, kind="empty")


def not_reported(screen: Screen, *, path: str = "") -> Component:
    """Return the block for a month no delivery covers yet, with a link to the last one that is (on page ``path``)."""
    language, last = screen.language, screen.last_day
    title = t(language, "shell.not_reported_title", month=month_label(screen.as_of, language, year=True))
    line = t(language, "shell.not_reported_line", day=iso_date(last))
    back = screen.view.change(as_of=last).href(path)
    action = html.A(t(language, "shell.show_month", month=month_label(last, language)), href=back, className="button")
    return state(title, line, kind="empty", actions=action)


def error(language: Locale, incident: str, *, retry: str = "") -> Component:
    """Return the block for one thing that failed: its incident number and, given an address, a way to try again."""
    line = t(language, "shell.error_line", incident=incident)
    actions = html.A(t(language, "shell.retry"), href=retry, className="button") if retry else None
    return state(["✕ ", t(language, "shell.error_title")], line, kind="error", actions=actions)


def loading(language: Locale, *, height: int) -> Component:
    """Return fixed-height blocks that appear only after 300 ms, so that nothing jumps."""
    words = html.Span(t(language, "shell.loading"), className="visually-hidden")
    return html.Div(words, className="state-loading", style={"height": f"{height}px"}, role="status")
