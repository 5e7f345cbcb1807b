"""The truth of the demo county: what a store must give after a delivery, computed without the code that reads it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.demo.records import BASELINE, County, Village
from etl.demo.scribe import TableCount
from etl.demo.truth_funds import FundsTruth
from etl.demo.truth_people import Movement, PeopleTruth, Tally, add_up, figures
from etl.demo.truth_systems import system_tallies

DIMENSIONS = ("zone", "town", "village", "category", "level", "department")
_PLACES: dict[str, Callable[[Village], str]] = {
    "zone": lambda village: village.zone,
    "town": lambda village: village.town_code,
    "village": lambda village: village.code,
}


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that must be rejected; `path` begins with the delivery's day, `row` counts from 1 in the sheet."""

    path: str
    sheet: str
    row: int
    code: str


@dataclass(frozen=True, slots=True)
class DemoTruth:
    """What the store must give after the delivery of a day: the county as then known, all tables received by then.

    `quarantined` are the paths of unreadable files.
    """

    delivered: date
    county: County
    tables: tuple[TableCount, ...]
    quarantined: tuple[str, ...]

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """The expected rejections by path, sheet and row."""
        return tuple(
            Rejection(table.path, table.sheet, row, code) for table in self.tables for row, code in table.faults
        )

    def metrics(self, as_of: date, by: str | None = None) -> dict[str, object]:
        """Id → value, or with `by` (a member of DIMENSIONS) id → member → value; money in yuan, None for no data.

        Raises ValueError for an unknown dimension.
        """
        funds = FundsTruth(self.county)
        if by is None:
            return {**self._people_total(as_of), **funds.total(as_of), **self._quality()}
        if by in _PLACES:
            return {**self._people_by_place(as_of, by), **funds.by_place(as_of, _PLACES[by])}
        if by == "level":
            return {**funds.by_level(as_of)}
        if by in {"category", "department"}:
            return {**funds.by_project(as_of, lambda project: str(getattr(project, by)))}
        raise ValueError(f"unknown dimension: {by}")

    def movement(self, until: date, *, since: date = BASELINE) -> Movement:
        """The flow of poor people (law of section 4) between two days."""
        return PeopleTruth(self.county).movement(since, until)

    def _tallies(self, day: date) -> dict[str, Tally]:
        """All counts by village, those of the seven systems included."""
        people = PeopleTruth(self.county)
        tallies = people.by_village(day)
        for code, counts in system_tallies(self.county, people.timelines(), day).items():
            tallies[code].update(counts)
        return tallies

    def _people_total(self, day: date) -> dict[str, float | None]:
        """The county's figures about people."""
        return _figures(self._tallies(day).values(), day)

    def _people_by_place(self, day: date, by: str) -> dict[str, dict[str, float | None]]:
        """The figures about people by member."""
        villages = {village.code: village for village in self.county.villages}
        groups: defaultdict[str, list[Tally]] = defaultdict(list)
        for code, tally in self._tallies(day).items():
            groups[_PLACES[by](villages[code])].append(tally)
        parts: defaultdict[str, dict[str, float | None]] = defaultdict(dict)
        for member, tallies in groups.items():
            for name, value in _figures(tallies, day).items():
                parts[name][member] = value
        return dict(parts)

    def _quality(self) -> dict[str, int]:
        """The figures about the delivery itself."""
        return {
            "dq.rows_read": sum(table.rows_read for table in self.tables),
            "dq.rejected": sum(len(table.faults) for table in self.tables),
            "dq.files_quarantined": len(self.quarantined),
        }


def _figures(tallies: Iterable[Tally], day: date) -> dict[str, float | None]:
    """Figures of some villages together."""
    total = add_up(tallies)
    systems: dict[str, float | None] = {name: count for name, count in total.items() if name.startswith("system.")}
    return {**figures(total, day), **systems}


def write_truth(truth: DemoTruth, path: Path, *, days: Iterable[date]) -> None:
    """Write the figures of some days, the counts of every table and the rejections as JSON, for people to read."""
    document = {
        "metrics": {str(day): {by or "total": truth.metrics(day, by) for by in (None, *DIMENSIONS)} for day in days},
        "tables": [
            {name: getattr(table, name) for name in table.__slots__ if name != "faults"} for table in truth.tables
        ],
        "rejections": [
            {"path": one.path, "sheet": one.sheet, "row": one.row, "code": one.code} for one in truth.rejections
        ],
        "quarantined": truth.quarantined,
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
