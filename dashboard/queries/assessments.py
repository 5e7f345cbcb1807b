"""Half-year assessments (半年考核): scores by subject, ranked, beside the period before and the registers' figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from sqlalchemy import select

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.figures import Value, figures_by
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import villages
from data.rules import Rule, holds, rule, rules_in_group
from data.schema import facts, in_edition

Subjects = Literal["towns", "departments", "teams", "secretaries"]
SUBJECTS: tuple[Subjects, ...] = get_args(Subjects)
CODES: Mapping[Subjects, str] = MappingProxyType(
    {"towns": "乡镇", "departments": "部门", "teams": "驻村工作队", "secretaries": "第一书记"}
)
"""Kinds of subject as the register writes them."""
BESIDE: Mapping[Subjects, str] = MappingProxyType(
    {kind: "funds.progress" if kind == "departments" else "people.out_share" for kind in SUBJECTS}
)
"""Figure of the store that stands beside the scores of a kind."""

_A = facts["assessments"]


@dataclass(frozen=True, slots=True)
class Score:
    """One indicator's score of a subject in a period (``2015H2``)."""

    period: str
    kind: str
    subject: str
    indicator: str
    full: float
    score: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A subject among those of its kind in a period: share of the full score, rank, band, share the period before.

    ``beside`` is the store's figure for it at the half-year's end, ``beside_rank`` its rank by that; ``member`` the
    place or department of the figure. ``disagrees`` marks ranks half the group apart; None where either is unknown.
    """

    subject: str
    share: float | None
    rank: int
    band: Rule | None
    before: float | None
    member: str | None
    beside: Value
    beside_rank: int | None
    disagrees: bool | None


@lru_cache(maxsize=CACHED)
def scores(reading: Reading) -> tuple[Score, ...]:
    """Return every score of the edition."""
    c = _A.c
    columns = (c.period, c.subject_kind, c.subject, c.indicator, c.full_score, c.score)
    wanted = select(*columns).where(in_edition(_A, reading.edition)).order_by(c.period, c.subject, c.indicator)
    return tuple(Score(*row) for row in reading.rows(wanted))


def end_of(period: str) -> date:
    """Return the last day of a half-year."""
    year = int(period[:4])
    return date(year, 6, 30) if period.endswith("H1") else date(year, 12, 31)


def periods(reading: Reading, kind: Subjects, as_of: date) -> tuple[str, ...]:
    """Return the half-years ended by the day in which a kind was assessed, the latest first."""
    found = {each.period for each in scores(reading) if each.kind == CODES[kind] and end_of(each.period) <= as_of}
    return tuple(sorted(found, reverse=True))


def period_before(reading: Reading, kind: Subjects, period: str, as_of: date) -> str | None:
    """Return the half-year before a period in which a kind was assessed; None for the first."""
    return next((each for each in periods(reading, kind, as_of) if each < period), None)


def _shares(reading: Reading, kind: Subjects, period: str) -> Mapping[str, float | None]:
    sums: dict[str, list[float]] = {}
    for each in scores(reading):
        if (each.kind, each.period) == (CODES[kind], period):
            mine = sums.setdefault(each.subject, [0.0, 0.0])
            mine[0] += each.score
            mine[1] += each.full
    return {subject: ratio(reached, full) for subject, (reached, full) in sums.items()}


def band_of(share: float | None, on: date) -> Rule | None:
    """Return the highest band (等次) a share reaches; None below all."""
    return next((each for each in rules_in_group("assessment_band", on) if holds(each, share)), None)


@lru_cache(maxsize=CACHED)
def ranking(reading: Reading, kind: Subjects, period: str, as_of: date) -> tuple[Standing, ...]:
    """Return the subjects of a kind in a period, the best first; equal shares have equal ranks."""
    now = _shares(reading, kind, period)
    earlier = period_before(reading, kind, period, as_of)
    before = _shares(reading, kind, earlier) if earlier else {}
    members = _members(reading, kind)
    by = {"towns": "town", "departments": "department"}.get(kind, "village")
    # What was assessed is the half-year: what came after its end says nothing for or against its score.
    figures = figures_by(reading, end_of(period), by).get(BESIDE[kind], {})
    beside = {subject: figures.get(members.get(subject, "")) for subject in now}
    # Where the figure is the same for all, it puts nobody before another.
    ranks, beside_ranks = _ranks(now), _ranks(beside) if len(set(beside.values()) - {None}) > 1 else {}
    gap, found = rule("assessment.rank_gap", as_of), []
    for subject in sorted(now, key=lambda each: (ranks.get(each, len(now)), each)):
        other, mine = beside_ranks.get(subject), ranks.get(subject, len(now))
        apart = None if other is None or len(beside_ranks) < 2 else abs(mine - other) / len(beside_ranks)
        found.append(
            Standing(
                subject,
                now[subject],
                mine,
                band_of(now[subject], as_of),
                before.get(subject),
                members.get(subject),
                beside[subject],
                other,
                None if apart is None else holds(gap, apart),
            )
        )
    return tuple(found)


def _ranks(values: Mapping[str, Value]) -> dict[str, int]:
    known = sorted((value for value in values.values() if value is not None), reverse=True)
    return {subject: known.index(value) + 1 for subject, value in values.items() if value is not None}


@lru_cache(maxsize=CACHED)
def _members(reading: Reading, kind: Subjects) -> Mapping[str, str]:
    """Return the town, department or village whose figure stands beside each subject."""
    if kind == "towns":
        return MappingProxyType({village.town_name: village.town_code for village in villages(reading)})
    if kind == "departments":
        return MappingProxyType({each.subject: each.subject for each in scores(reading) if each.kind == CODES[kind]})
    table = facts["teams" if kind == "teams" else "first_secretaries"]
    number = table.c.team_no if kind == "teams" else table.c.secretary_no
    wanted = select(number, table.c.village_code).where(in_edition(table, reading.edition))
    return MappingProxyType({row[0]: row[1] for row in reading.rows(wanted)})


@dataclass(frozen=True, slots=True)
class Profile:
    """An indicator of a subject beside the group: points reached, full points, share, the group's share."""

    indicator: str
    score: float
    full: float
    share: float | None
    group: float | None


def profile(reading: Reading, kind: Subjects, period: str, subject: str) -> tuple[Profile, ...]:
    """Return a subject's indicators in a period beside those of its group (ratio of sums)."""
    group = [each for each in scores(reading) if (each.kind, each.period) == (CODES[kind], period)]
    found = []
    for each in group:
        if each.subject != subject:
            continue
        same = [other for other in group if other.indicator == each.indicator]
        share = ratio(sum(other.score for other in same), sum(other.full for other in same))
        found.append(Profile(each.indicator, each.score, each.full, ratio(each.score, each.full), share))
    return tuple(found)
