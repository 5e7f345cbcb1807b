"""The scorecard of proposals (提案落实): the figures of each, how they stand against what was proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

from dashboard.metrics.registry import METRICS, metric
from dashboard.metrics.shares import share_id
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import BUILDERS
from dashboard.queries.evidence.placed import placed_value
from dashboard.queries.figures import Value, deadline
from dashboard.queries.opening import follows, opened_by
from dashboard.queries.proposals import Filed, matched
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows
from dashboard.records.journal import Entry, Journal, standing
from dashboard.records.town_heads import TOWN_HEADS, is_named
from data.proposals import Proposal, Told, proposals
from data.rules import holds, rule
from geo.towns import load_towns

Standing = Literal["met", "under_way", "unmet", "tracked", "unmeasured"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
"""How a proposal stands (落实情况): met, under way, not met, shown without a target, not measured."""
LEADERSHIP = "mechanism.leadership"
"""The proposal whose figure is what the county writes down here: the first responsible person of each town."""
_WORST_FIRST: tuple[Standing, ...] = ("unmet", "under_way", "met", "tracked")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a proposal on the day: its value, that of its whole, how it stands; None = no data.

    ``opened``, ``opened_whole`` and ``opened_share`` are what the two and their share open; ``lacking`` are the kinds
    of register it needs that were never loaded; ``known`` is False for one not built.
    """

    told: Told
    value: Value
    whole: Value
    standing: Standing
    opened: Opened | None = None
    opened_whole: Opened | None = None
    opened_share: Opened | None = None
    lacking: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal with its figures, how it stands, and the rows of the register that answer to it."""

    proposal: Proposal
    figures: tuple[Figure, ...]
    standing: Standing
    filed: tuple[Filed, ...]


@dataclass(frozen=True, slots=True)
class TownHeads:
    """Who was named first responsible person (第一责任人), by the town's code; how many towns, how many named."""

    by_town: Mapping[str, Entry]
    towns: int
    named: int


@lru_cache(maxsize=16)
def scorecard(screen: Screen) -> tuple[Row, ...]:
    """Return the twenty-two proposals in the speech's order, as they stand on the screen's day and in its places."""
    return tuple(_row(screen, each) for each in proposals())


@lru_cache(maxsize=CACHED)
def town_heads(journal: Journal, zone: str | None = None, town: str | None = None) -> TownHeads:
    """Return the first responsible persons of the towns of a zone, of one town, or of all."""
    codes = [each.code for each in load_towns() if zone in (None, each.zone) and town in (None, each.code)]
    written = standing(journal, TOWN_HEADS)
    named = {code: written[code] for code in codes if code in written}
    return TownHeads(named, len(codes), sum(is_named(each.content) for each in named.values()))


def _row(screen: Screen, proposal: Proposal) -> Row:
    figures = tuple(_figure(screen, told) for told in proposal.figures)
    mine = matched(screen.reading).by_proposal.get(proposal.key, ())
    heads = town_heads(screen.journal, screen.view.zone, screen.view.town)
    if proposal.key == LEADERSHIP:
        return Row(proposal, figures, part_standing(heads.named, heads.towns, due=_due(screen.as_of)), mine)
    found = {each.standing for each in figures}
    worst: Standing = next((each for each in _WORST_FIRST if each in found), "unmeasured")
    return Row(proposal, figures, worst, mine)


def _figure(screen: Screen, told: Told) -> Figure:
    if not _is_built(told.metric) or (told.of and not _is_built(told.of)):
        return Figure(told, None, None, "unmeasured", known=False)
    lacking = tuple(kind for kind in metric(told.metric).sources if not _is_loaded(screen.reading, kind))
    if lacking or not screen.is_known:
        return Figure(told, None, None, "unmeasured", lacking=lacking)
    opened = opened_by(screen, told.metric, criterion=told.criterion)
    # The whole of a figure of the county is the county's, whatever the filter.
    county: dict[str, str | None] = {} if follows(told.metric) else {"zone": None}
    opened_whole = opened_by(screen, told.of, place=county) if told.of else None
    value = _value(screen, opened)
    whole = _value(screen, opened_whole) if opened_whole else None
    share = share_id(told)
    opened_share = Opened(share, opened.where) if share else None
    return Figure(told, value, whole, judged(told, value, whole, on=screen.as_of), opened, opened_whole, opened_share)


def _is_built(figure: str) -> bool:
    return figure in METRICS and figure in BUILDERS


def _is_loaded(reading: Reading, kind: str) -> bool:
    # Changes are rows of their own register; without any, everybody is as first identified.
    return kind == "household_changes" or has_rows(reading, kind)


def _value(screen: Screen, opened: Opened) -> Value:
    return placed_value(screen.reading, Opened(opened.metric, opened.where, screen.as_of))


def judged(told: Told, value: Value, whole: Value, *, on: date) -> Standing:
    """Return how a figure stands by its test; ``unmeasured`` where there is no value or nothing it is a part of."""
    if value is None or (told.of and not whole):
        return "unmeasured"
    if told.test == "rule":
        return "met" if holds(rule(told.rule or "", on), value) else "unmet"
    due = told.by < on if told.by else _due(on)
    parts: Mapping[str, tuple[float, float]] = {
        "all": (value, whole or 0),
        "none": ((whole or 0) - value, whole or 0),
        "least": (value, told.least or 0),
        "any": (value, min(value, 1) or 1),
    }
    if told.test not in parts:
        return "tracked"
    part, wanted = parts[told.test]
    return part_standing(part, wanted, due=due)


def part_standing(part: float, whole: float, *, due: bool) -> Standing:
    """Return how a part of a whole stands: met when all of it, under way while more than none and time is left."""
    if part >= whole:
        return "met"
    return "under_way" if part > 0 and not due else "unmet"


def _due(on: date) -> bool:
    return on > deadline(on)
