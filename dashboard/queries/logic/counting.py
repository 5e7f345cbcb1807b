"""How many rows each logic check examined and how many it hit, village by village, in one reading a register."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import BigInteger, ColumnElement, case, func, literal, select

from dashboard.queries.logic import households, persons
from dashboard.queries.logic.frames import frame
from dashboard.queries.logic.model import LogicCheck, Of
from dashboard.queries.reading import CACHED, Reading
from data import schema
from data.schema import COUNTY_CODE, facts, in_edition

CHECKS: tuple[LogicCheck, ...] = (*households.CHECKS, *persons.CHECKS)
BY_NAME: Mapping[str, LogicCheck] = MappingProxyType({check.name: check for check in CHECKS})
REGISTERS: tuple[Of, ...] = ("households", "persons", "incomes")


@dataclass(frozen=True, slots=True)
class Tally:
    """What a check found in a village: rows examined, rows hit, the edition that brought the oldest of these."""

    examined: int
    hits: int
    first_edition: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A check with its tallies by village; ``lacking`` are the columns no row of the store holds."""

    check: LogicCheck
    by_village: Mapping[str, Tally]
    lacking: tuple[tuple[Of, str], ...] = ()

    @property
    def examined(self) -> int:
        """Rows examined in the county."""
        return sum(each.examined for each in self.by_village.values())

    @property
    def hits(self) -> int:
        """Rows hit in the county."""
        return sum(each.hits for each in self.by_village.values())


@lru_cache(maxsize=CACHED)
def counted(reading: Reading, as_of: date) -> Mapping[str, Counted]:
    """Return what every check found on a day, by its name."""
    tallies: dict[str, dict[str, Tally]] = {}
    for of in REGISTERS:
        tallies |= _tallies(reading, as_of, of)
    found = {check.name: _judged(reading, Counted(check, tallies[check.name])) for check in CHECKS}
    return MappingProxyType(found)


def _judged(reading: Reading, found: Counted) -> Counted:
    """Return a check's tallies; none, with the columns named, where columns it needs were never loaded.

    Only where every row examined is hit, or none was examined, can a column be missing altogether.
    """
    if found.hits < found.examined:
        return found
    absent = lacking(found.check, columns_held(reading))
    return Counted(found.check, {}, absent) if absent else found


def lacking(check: LogicCheck, held: frozenset[tuple[Of, str]]) -> tuple[tuple[Of, str], ...]:
    """Return the columns a check needs that no row holds."""
    keys: tuple[tuple[Of, str], ...] = ((check.of, "household_no"), *check.needs)
    return tuple(each for each in keys if each not in held)


@lru_cache(maxsize=CACHED)
def columns_held(reading: Reading) -> frozenset[tuple[Of, str]]:
    """Return the columns, of those the checks need, of which the edition holds a value."""
    found: set[tuple[Of, str]] = set()
    for of in REGISTERS:
        needed = {name for check in CHECKS for kind, name in check.needs if kind == of} | {"household_no"}
        table, names = facts[of], sorted(needed)
        wanted = select(*(func.max(case((table.c[name].is_not(None), 1), else_=0)) for name in names))
        (row,) = reading.rows(wanted.where(in_edition(table, reading.edition)))
        found |= {(of, name) for name, held in zip(names, row, strict=True) if held}
    return frozenset(found)


def _tallies(reading: Reading, as_of: date, of: Of) -> dict[str, dict[str, Tally]]:
    """Return the tallies of the checks of a register, by check and village.

    Each row's results are put into one number, two binary digits a check (examined, hit), so that every condition is
    asked once a row; rows of the same village, edition and results come back as one.
    """
    checks, rows = [check for check in CHECKS if check.of == of], frame(reading, as_of, of)
    edition = rows.table.c.from_edition
    results: ColumnElement[int] = literal(0, BigInteger)
    for at, check in enumerate(checks):
        one = 4**at
        results = results + case((check.applies(rows), case((check.hit(rows), 3 * one), else_=one)), else_=0)
    each = select(rows.village.label("village"), edition.label("edition"), results.label("results"))
    # Materialized: put in anew, every condition would be asked once to select and once more to group.
    each_row = each.select_from(rows.source).where(rows.condition).cte("each_row").prefix_with("MATERIALIZED").c
    keys = (each_row.village, each_row.edition, each_row.results)
    examined, hits = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    editions: dict[tuple[int, str], int] = {}
    for code, first, digits, count in reading.rows(select(*keys, func.count()).group_by(*keys)):
        for at, is_hit in _digits(int(digits), len(checks)):
            examined[at, code] += count
            if is_hit:
                hits[at, code] += count
                editions[at, code] = min(first, editions.get((at, code), first))
    found: dict[str, dict[str, Tally]] = {check.name: {} for check in checks}
    for (at, code), count in examined.items():
        found[checks[at].name][code] = Tally(count, hits[at, code], editions.get((at, code)))
    return found


@lru_cache(maxsize=8192)
def _digits(results: int, count: int) -> tuple[tuple[int, bool], ...]:
    """Return the checks that examined a row, by their place, with whether each hit it."""
    places = ((at, results >> 2 * at & 3) for at in range(count))
    return tuple((at, mine > 1) for at, mine in places if mine)


@lru_cache(maxsize=CACHED)
def delivered_by_edition(reading: Reading) -> Mapping[int, date]:
    """Return the day of delivery of each edition."""
    c = schema.edition.c
    rows = reading.rows(select(c.edition, c.delivered_on).where(c.county_code == COUNTY_CODE))
    return MappingProxyType({row[0]: row[1] for row in rows})
