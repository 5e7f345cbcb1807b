"""Control totals (控制数): published totals, those users have changed or added, and what we have at their day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from dashboard.metrics.model import Metric
from dashboard.metrics.registry import metric
from dashboard.queries.figures import total_figures
from dashboard.queries.reading import CACHED, Reading, edition_note
from dashboard.queries.villages import PROVINCE, Village, villages
from dashboard.records.control_totals import CONTROL_TOTAL, FIGURES, GROUPS, NEW, OWN, scale_of
from dashboard.records.journal import Entry, Journal, entries, standing
from data import schema
from data.rules import Rule, rules
from data.schema import COUNTY_CODE
from data.text import Text

PROVINCE_FIGURE = "villages.province"
EDITIONS_SHOWN = 8
EQUAL_WITHIN = 1e-9


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A published total: value and tolerance in the figure's raw unit, its sentence and source.

    ``day`` None means the last day a delivery covers. ``default`` is the rule it is or replaces; ``entry`` the user's
    words that stand instead, None for a default.
    """

    key: str
    figure: Metric
    name: Text
    value: float
    tolerance: float
    sentence: Text
    source: Text
    day: date | None
    default: Rule | None
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A control total beside ours at ``day`` in one edition; ``ours`` None = no data."""

    total: ControlTotal
    day: date
    ours: float | None

    @property
    def difference(self) -> float | None:
        """Ours less the published value; None without data."""
        return None if self.ours is None else self.ours - self.total.value

    @property
    def agrees(self) -> bool | None:
        """Whether the difference lies within the tolerance; None without data."""
        gap = self.difference
        return None if gap is None else abs(gap) <= self.total.tolerance + EQUAL_WITHIN


@lru_cache(maxsize=CACHED)
def control_totals(journal: Journal) -> tuple[ControlTotal, ...]:
    """Return every control total as it stands: the published ones, changed or not, then the county's own."""
    written = standing(journal, CONTROL_TOTAL)
    found = [_default(rule, written.get(rule.key)) for rule in _published()]
    for added in entries(journal, CONTROL_TOTAL):
        if added.key == NEW:
            key = f"{OWN}{added.number}"
            entry = written.get(key, added)
            if entry.content:
                found.append(_own(key, entry))
    return tuple(found)


def control_total_of(journal: Journal, key: str) -> ControlTotal | None:
    """Return the control total of that key; None if there is none."""
    return next((each for each in control_totals(journal) if each.key == key), None)


def history(journal: Journal, total: ControlTotal) -> tuple[Entry, ...]:
    """Return what was written about a control total, the newest first."""
    first = int(total.key.removeprefix(OWN)) if total.default is None else 0
    mine = [each for each in entries(journal, CONTROL_TOTAL) if each.key == total.key or each.number == first]
    return tuple(reversed(mine))


def default_values(key: str) -> Mapping[str, Text] | None:
    """Return what a published total says, by the fields of an entry, as they are typed; None for the county's own."""
    rule = next((each for each in _published() if each.key == key), None)
    if rule is None:
        return None
    scale = scale_of(metric(str(rule.figure)))
    numbers = {"value": f"{rule.number * scale:.15g}", "tolerance": f"{rule.tolerance * scale:.15g}"}
    typed = {name: Text(number, number) for name, number in numbers.items()}
    return {**typed, "sentence": rule.clause, "source": rule.source}


def figures_by_key(journal: Journal) -> Mapping[str, str]:
    """Return the figure each control total is held against, those taken away included."""
    added = [each for each in entries(journal, CONTROL_TOTAL) if each.key == NEW]
    own = {f"{OWN}{each.number}": each.content["figure"] for each in added}
    return {rule.key: str(rule.figure) for rule in _published()} | own


def _published() -> list[Rule]:
    return [each for each in rules() if each.group in GROUPS and each.figure in FIGURES]


def _default(rule: Rule, entry: Entry | None) -> ControlTotal:
    figure = metric(str(rule.figure))
    if entry is None or not entry.content:
        return ControlTotal(
            rule.key, figure, rule.label, rule.number, rule.tolerance, rule.clause, rule.source, rule.as_of, rule, None
        )
    value, tolerance, sentence, source = _written(entry.content, figure)
    return ControlTotal(rule.key, figure, figure.name, value, tolerance, sentence, source, rule.as_of, rule, entry)


def _own(key: str, entry: Entry) -> ControlTotal:
    figure = metric(entry.content["figure"])
    value, tolerance, sentence, source = _written(entry.content, figure)
    day = entry.content["as_of"]
    known = date.fromisoformat(day) if day else None
    return ControlTotal(key, figure, figure.name, value, tolerance, sentence, source, known, None, entry)


def _written(content: Mapping[str, str], figure: Metric) -> tuple[float, float, Text, Text]:
    value, tolerance = (float(content[name]) / scale_of(figure) for name in ("value", "tolerance"))
    sentence, source = (Text(content[name], content[name]) for name in ("sentence", "source"))
    return value, tolerance, sentence, source


def day_of(reading: Reading, total: ControlTotal) -> date:
    """Return the day at which a control total is compared in an edition."""
    return total.day or edition_note(reading).delivered_on


def province_villages(reading: Reading, day: date) -> tuple[Village, ...]:
    """Return the poor villages of the province's list (省级贫困村) identified by the day."""
    return tuple(each for each in villages(reading) if each.level == PROVINCE and each.identified_on <= day)


def compare(reading: Reading, total: ControlTotal) -> Compared:
    """Return a control total beside our figure in that edition."""
    day = day_of(reading, total)
    if total.figure.id == PROVINCE_FIGURE:
        known = villages(reading)
        return Compared(total, day, len(province_villages(reading, day)) if known else None)
    return Compared(total, day, total_figures(reading, day).get(total.figure.id))


@dataclass(frozen=True, slots=True)
class EditionDay:
    """An edition (版次) in which the totals are compared: its number and the last day its deliveries cover."""

    reading: Reading
    delivered_on: date


@lru_cache(maxsize=CACHED)
def last_editions(reading: Reading) -> tuple[EditionDay, ...]:
    """Return the newest editions up to the one read, the oldest of them first."""
    c = schema.edition.c
    wanted = select(c.edition, c.created_at, c.delivered_on).where(
        c.county_code == COUNTY_CODE, c.edition <= reading.edition
    )
    rows = reading.rows(wanted.order_by(c.edition.desc()).limit(EDITIONS_SHOWN))
    return tuple(EditionDay(Reading(reading.engine, number, made), day) for number, made, day in reversed(rows))
