"""A figure opened to what it is made of (打开的数字): which figure, of what, on which day; one word in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self, TypedDict

SEPARATOR, COLON = "~", ":"
DAY = "as_of"
POINT = "open:"
"""Stands before the word of a figure that a point of a chart carries."""
SEVERAL = "|"
"""Stands between the members of a condition that names more than one place or category: any of them will do."""
MOST_CHARACTERS, MOST_DIGITS = 480, 8
CONDITIONS = (
    "zone", "town", "village", "category", "level", "department", "project", "industry", "unit", "year", "cause",
    "criterion", "pace", "household", "figure", "between", "sites", "case_type",
    "named", "other_cause", "months", "load", "helper", "work", "check", "list",
    "period", "subjects", "subject", "indicator", "payee", "delivery", "register", "reason", "column",
)  # fmt: skip
"""What a figure may be narrowed by, in the order in which it is written."""


def members(value: str) -> tuple[str, ...]:
    """Return the members that a condition names."""
    return tuple(value.split(SEVERAL))


_PLACE_OF = {name: at for at, name in enumerate(CONDITIONS)}


class Conditions(TypedDict, total=False):
    """Conditions by name, to be handed on to what opens a figure; those that are None do not narrow."""

    zone: str | None
    town: str | None
    village: str | None
    category: str | None
    level: str | None
    department: str | None
    project: str | None
    industry: str | None
    unit: str | None
    year: str | None
    cause: str | None
    criterion: str | None
    pace: str | None
    household: str | None
    figure: str | None
    between: str | None
    sites: str | None
    case_type: str | None
    named: str | None
    other_cause: str | None
    months: str | None
    load: str | None
    helper: str | None
    work: str | None
    check: str | None
    list: str | None
    period: str | None
    subjects: str | None
    subject: str | None
    indicator: str | None
    payee: str | None
    delivery: str | None
    register: str | None
    reason: str | None
    column: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure (its id) under conditions, e.g. zone=南部; ``as_of`` None is the day of the screen around it."""

    metric: str
    where: tuple[tuple[str, str], ...] = ()
    as_of: date | None = None

    @classmethod
    def of(cls, metric: str, *, as_of: date | None = None, **where: str | None) -> Self:
        """Return the figure under the conditions given; those that are None or empty do not narrow."""
        unknown = where.keys() - _PLACE_OF.keys()
        if unknown:
            raise KeyError(f"no condition is called {sorted(unknown)}")
        given = sorted([name for name in where if where[name]], key=_PLACE_OF.__getitem__)
        return cls(metric, tuple([(name, str(where[name])) for name in given]), as_of)

    @classmethod
    def parse(cls, written: str) -> Self | None:
        """Return the figure an address names; None for a word that is none of ours."""
        metric, *parts = written[:MOST_CHARACTERS].split(SEPARATOR)
        given: dict[str, str] = {}
        for part in parts:
            name, colon, value = part.partition(COLON)
            if not colon or not value or name in given or name not in (*CONDITIONS, DAY):
                return None
            given[name] = value
        day = _day(given.pop(DAY, ""))
        if not metric.replace("_", "").replace(".", "").isalnum():
            return None
        return cls.of(metric, as_of=day, **given)

    @property
    def written(self) -> str:
        """The figure as one word: ``people.poor~zone:南部~as_of:2016-03-31``."""
        parts = [self.metric, *(f"{name}{COLON}{value.replace(SEPARATOR, ' ')}" for name, value in self.where)]
        return SEPARATOR.join([*parts, *([f"{DAY}{COLON}{self.as_of.isoformat()}"] if self.as_of else [])])

    @property
    def point(self) -> str:
        """What a point of a chart carries (Plotly's customdata) so that a click on it opens the figure."""
        return f"{POINT}{self.written}"

    @property
    def conditions(self) -> Mapping[str, str]:
        """The conditions by name."""
        return dict(self.where)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Look:
    """What of an opened figure is looked at: which term, which group of its rows, which page and order, which row.

    ``group`` None shows the groups only; ``row`` is the key of a row followed to its cells.
    """

    opened: Opened
    at: int = 0
    group: str | None = None
    page: int = 1
    sort: str = ""
    row: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: Mapping[str, list[str]]) -> Self | None:
        """Return what an address asks for; None where it names no figure."""
        opened = Opened.parse(_first(query, "open") or "")
        if opened is None:
            return None
        return cls(
            opened,
            at=_number(_first(query, "at"), 0),
            group=_first(query, "group"),
            page=_number(_first(query, "page"), 1),
            sort=_first(query, "sort") or "",
            row=tuple(query.get("row", ())),
        )

    def on(self, day: date) -> Self:
        """Return the same with the figure's day named."""
        return replace(self, opened=replace(self.opened, as_of=day))

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The names and values of the address."""
        told = [("open", self.opened.written), ("at", str(self.at)), ("page", str(self.page)), ("sort", self.sort)]
        given = [(name, value) for name, value in told if value not in ("", "0") and (name, value) != ("page", "1")]
        given += [("group", self.group)] if self.group is not None else []
        return [*given, *(("row", part) for part in self.row)]


def _first(query: Mapping[str, list[str]], name: str) -> str | None:
    values = query.get(name)
    return values[0][:MOST_CHARACTERS] if values else None


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else default
