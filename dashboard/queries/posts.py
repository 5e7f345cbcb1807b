"""Who is posted where and since when (驻村工作队、第一书记), and how many each poor village has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from sqlalchemy import select

from dashboard.metrics.arithmetic import whole_months
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import Village, has_rows
from data.schema import facts, in_edition

PostKind = Literal["teams", "first_secretaries"]
Many = Literal["none", "one", "several"]
KINDS: tuple[PostKind, ...] = ("teams", "first_secretaries")
MANY: tuple[Many, ...] = ("none", "one", "several")
FIGURE: Mapping[PostKind, str] = MappingProxyType({"teams": "teams", "first_secretaries": "secretaries"})
"""How the figures ``villages.teams_none`` … are called by kind of post."""
BANDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"0-5": (0, 5), "6-11": (6, 11), "12-17": (12, 17), "18-23": (18, 23), "24+": (24, 10**6)}
)
"""Half-years on post by name: the fewest and the most whole months."""


@dataclass(frozen=True, slots=True)
class Post:
    """A team or first secretary: its number, village, and the day of arrival or appointment (进驻、任职日期)."""

    number: str
    village_code: str
    since: date


@lru_cache(maxsize=CACHED)
def posts(reading: Reading, kind: PostKind) -> tuple[Post, ...]:
    """Return the teams or first secretaries as known in the edition, by number."""
    table = facts[kind]
    number, since = (
        (table.c.team_no, table.c.arrived_on) if kind == "teams" else (table.c.secretary_no, table.c.appointed_on)
    )
    wanted = select(number, table.c.village_code, since).where(in_edition(table, reading.edition)).order_by(number)
    return tuple(Post(*row) for row in reading.rows(wanted))


@lru_cache(maxsize=CACHED)
def posted_counts(reading: Reading, kind: PostKind) -> Mapping[str, int]:
    """Return how many of a kind each village has, by code; villages without are absent."""
    return MappingProxyType(Counter(post.village_code for post in posts(reading, kind)))


def how_many(count: int) -> Many:
    """Return whether a number of posts is none, one or several."""
    return "none" if not count else "one" if count == 1 else "several"


def coverage(reading: Reading, kind: PostKind, villages: Iterable[Village]) -> Mapping[Many, int] | None:
    """Return how many of the poor villages have none, one or several; None where the register was never loaded."""
    if not has_rows(reading, kind):
        return None
    counts = posted_counts(reading, kind)
    found = Counter(how_many(counts.get(village.code, 0)) for village in villages if village.is_poor)
    return {many: found[many] for many in MANY}


def band_of(since: date, as_of: date) -> str | None:
    """Return the half-year on post at the day; None for one who has not come yet."""
    if since > as_of:
        return None
    months = whole_months(since, as_of)
    return next(name for name, (fewest, most) in BANDS.items() if fewest <= months <= most)


@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """One who is on post: for how many whole months, and the number in the register."""

    months: int
    number: str


@dataclass(frozen=True, slots=True)
class Service:
    """Time on post of a kind at a day: how many by half-year, how many come later, who has the fewest and most months.

    ``median`` is the one in the middle, the lower of two.
    """

    bands: Mapping[str, int]
    later: int
    fewest: Stay | None
    most: Stay | None
    median: Stay | None


def service(reading: Reading, kind: PostKind, *, codes: frozenset[str], as_of: date) -> Service:
    """Return the time on post at the day of those posted to the villages given; whole months."""
    mine = [post for post in posts(reading, kind) if post.village_code in codes]
    bands = Counter(band_of(post.since, as_of) for post in mine)
    stays = sorted(Stay(whole_months(post.since, as_of), post.number) for post in mine if post.since <= as_of)
    middle = stays[(len(stays) - 1) // 2] if stays else None
    fewest, most = (stays[0], stays[-1]) if stays else (None, None)
    return Service({name: bands[name] for name in BANDS}, bands[None], fewest, most, middle)
