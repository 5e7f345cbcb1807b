"""The changes between two moments in plain words (变化说明), built from the figures: a wording for every branch."""

from dashboard import names
from dashboard.components.compare_links import led, only_list, side_words
from dashboard.components.text import zone_name
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, iso_date, prose, signed, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.law import Balance, balances
from dashboard.queries.moments import Sides
from dashboard.queries.progress import Scope
from dashboard.queries.screen import Screen

KINDS = ("out", "returned", "identified", "removed", "restored", "joined", "left")
POOR, VILLAGES, MONEY = "people.poor", "villages.exited", "funds.disbursed"


def sides_line(screen: Screen, sides: Sides) -> str:
    """Return which two moments are compared, and by which steps."""
    language = screen.language
    old, new = sides.before.reading.edition, sides.after.reading.edition
    before, after = iso_date(sides.before.day), iso_date(sides.after.day)
    if old == new:
        name = "sub_dates" if before != after else "sub_none"
        return t(language, f"compare.{name}", before=before, after=after, edition=new)
    name = "sub_both" if before != after else "sub_editions"
    return t(language, f"compare.{name}", before=before, after=after, old=old, new=new, day=before)


def scope_words(screen: Screen) -> str:
    """Return the place compared."""
    language, scope = screen.language, screen.scope
    if scope == Scope():
        return t(language, "shell.whole_county")
    return names.town_label(language, scope.town) if scope.town else zone_name(screen, scope.zone)


def paragraph(screen: Screen, sides: Sides) -> str:
    """Return the changes as sentences, marked to open or to lead to a list; one sentence where nothing changed."""
    language = screen.language
    found = {each.metric_id: each for each in balances(sides, screen.scope)}
    if not any(each.terms or each.before != each.after for each in found.values()):
        return t(language, "compare.nothing")
    parts = [
        _poor(screen, sides, found[POOR]),
        _villages(screen, sides, found[VILLAGES]),
        _change(screen, sides, found[MONEY], "money"),
    ]
    late = _corrected(screen, found[POOR])
    words = t(language, "compare.semicolon").join([*parts, *([late] if late else [])])
    return words + t(language, "compare.stop")


def headline(screen: Screen, sides: Sides) -> str:
    """Return the finding, marked to open: how the number of people still poor changed."""
    found = {each.metric_id: each for each in balances(sides, screen.scope)}
    if not any(each.terms or each.before != each.after for each in found.values()):
        return t(screen.language, "compare.title_same")
    return _change(screen, sides, found[POOR], "poor")


def _change(screen: Screen, sides: Sides, balance: Balance, subject: str) -> str:
    """Return the sentence of a figure that went up, down or stayed."""
    language, figure = screen.language, metric(balance.metric_id)
    if balance.before is None or balance.after is None:
        return t(language, f"compare.{subject}_unknown")
    change = balance.after - balance.before
    name = "same" if not change else "more" if change > 0 else "fewer"
    before, after = (
        side_words(screen, side, figure.id, prose(figure, value, language))
        for side, value in ((sides.before, balance.before), (sides.after, balance.after))
    )
    moved = led(screen, only_list(balance), prose(figure, abs(change), language))
    return t(language, f"compare.{subject}_{name}", before=before, after=after, change=moved)


def _poor(screen: Screen, sides: Sides, balance: Balance) -> str:
    language, figure = screen.language, metric(POOR)
    said = []
    for kind in KINDS:
        moved = sum(term.added + term.removed for term in balance.terms if term.kind == kind)
        if moved:
            people = led(screen, kind, with_unit(figure, moved, language))
            said.append(t(language, f"compare.part_{kind}", people=people))
    words = _change(screen, sides, balance, "poor")
    if not said:
        return words
    parts = t(language, "shell.list_comma").join(said)
    return words + t(language, "compare.semicolon") + t(language, "compare.how", parts=parts)


def _villages(screen: Screen, sides: Sides, balance: Balance) -> str:
    language = screen.language
    if balance.before is None or balance.after is None:
        return t(language, "compare.villages_unknown")
    change = balance.after - balance.before
    name = "same" if not change else "more" if change > 0 else "fewer"
    count = led(screen, only_list(balance), format_number(abs(change)))
    after = side_words(screen, sides.after, balance.metric_id, format_number(balance.after))
    return t(language, f"compare.villages_{name}", count=count, after=after)


def _corrected(screen: Screen, balance: Balance) -> str:
    """Return what corrections did to the number of the poor; empty where they did nothing, or are all there is."""
    by_step = {term.step for term in balance.terms}
    if by_step != {"corrected", "happened"}:
        return ""
    net = sum(term.added - term.removed for term in balance.terms if term.step == "corrected")
    return t(screen.language, "compare.corrected", change=signed(metric(POOR), net, screen.language)) if net else ""
