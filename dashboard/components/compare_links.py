"""What the numbers of a comparison lead to (对比数字的去处): the list that moved, or the figure in its edition."""

from dash import dcc

from dashboard.components.opening import address_in, figure_cell, marked, marked_address
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, ledger_money, with_unit
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.evidence.lacking import is_untold
from dashboard.queries.figures import Value
from dashboard.queries.law import Balance
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.moments import Moment
from dashboard.queries.money_moves import LEDGERS
from dashboard.queries.opening import opened_by
from dashboard.queries.screen import Screen

PATH = "/compare"
MONEY, VILLAGES = "funds.", "villages.exited"


def list_behind(metric_id: str, kind: str) -> str:
    """Return the name of the list in which a kind of move of a figure stands."""
    stage = metric_id.removeprefix(MONEY)
    if stage in LEDGERS:
        return stage
    return "villages" if metric_id == VILLAGES else kind


def list_address(screen: Screen, name: str) -> str:
    """Return the address of the comparison with one of its lists shown."""
    return screen.view.change(show=name).href(PATH)


def led(screen: Screen, name: str | None, words: str) -> str:
    """Return a slot's text marked to lead to a list; plain where there is none."""
    return marked_address(list_address(screen, name), words) if name else words


def only_list(balance: Balance) -> str | None:
    """Return the list that a figure's whole difference stands in; None where several do, or nothing moved."""
    found = {list_behind(balance.metric_id, term.kind) for term in balance.terms}
    return found.pop() if len(found) == 1 else None


def terms_of(screen: Screen, balance: Balance, *, added: bool) -> list[Child]:
    """Return what a figure's additions, or its removals, are made of: each kind leads to its list."""
    language, sums = screen.language, dict[str, float]()
    for term in balance.terms:
        moved = term.added if added else term.removed
        if moved:
            sums[term.kind] = sums.get(term.kind, 0) + moved
    found: list[Child] = []
    for kind, moved in sums.items():
        number = ledger_money(moved, language) if balance.metric_id.startswith(MONEY) else format_number(moved)
        words = t(language, "compare.term", kind=t(language, f"compare.kind_{kind}"), number=number)
        href = list_address(screen, list_behind(balance.metric_id, kind))
        found += [" · " if found else "", dcc.Link(words, href=href, className="leads")]
    return found


def side_address(screen: Screen, side: Moment, opened: Opened) -> str:
    """Return the address of the page in a side's edition, on its day, with a figure opened."""
    view = screen.view.change(edition=side.reading.edition, as_of=side.day, against=None, against_edition=None)
    return PATH + address_in(view, Opened(opened.metric, opened.where))


def side_words(screen: Screen, side: Moment, metric_id: str, words: str) -> str:
    """Return a slot's text marked to open a figure of one side, in the drawer here or in that side's edition."""
    opened = opened_by(screen, metric_id, as_of=side.day)
    if side.reading.edition == screen.reading.edition:
        return marked(opened, words)
    return marked_address(side_address(screen, side, opened), words)


def side_value(screen: Screen, side: Moment, metric_id: str, value: Value, **where: str) -> Child:
    """Return a figure of one side as it stands in a cell: it opens in the edition that tells it."""
    if side.reading.edition == screen.reading.edition and UNASSIGNED not in where.values():
        return figure_cell(screen, metric_id, text_of(screen, metric_id, value), as_of=side.day, place=where or None)
    text = NO_DATA if is_untold(side.reading, metric_id) else text_of(screen, metric_id, value)
    if text == NO_DATA or UNASSIGNED in where.values():
        return text
    title = t(screen.language, "compare.opens_there", edition=side.reading.edition)
    href = side_address(screen, side, opened_by(screen, metric_id, place=where or None))
    return dcc.Link(text, href=href, className="leads", title=title)


def text_of(screen: Screen, metric_id: str, value: Value) -> str:
    """Return a figure with its unit in the screen's language."""
    return with_unit(metric(metric_id), value, screen.language)
