"""What the figures about villages and people must be, computed from the demo county's own model."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.demo.records import DEADLINE, County, Village, VillageCheck
from etl.demo.timeline import JOINS, LEAVES, OUT, POOR, REMOVED, RETURNED, UNKNOWN, Timeline, timelines

_MONTH_DAYS = 30.4375
_LOOK_BACK = timedelta(91)
_TERM = {"新识别": "newly_identified", "返贫": "returned", "脱贫": "out", "清退": "removed"}
Tally = defaultdict[str, int]


@dataclass(frozen=True, slots=True)
class Movement:
    """The flow of poor people since the baseline: every term of the law, in persons."""

    baseline: int
    newly_identified: int
    returned: int
    natural_increase: int
    out: int
    removed: int
    natural_decrease: int

    @property
    def poor(self) -> int:
        """The poor people that the law gives at the end."""
        gains = self.newly_identified + self.returned + self.natural_increase
        return self.baseline + gains - self.out - self.removed - self.natural_decrease


class PeopleTruth:
    """Figures of villages, people and staff of one county."""

    def __init__(self, county: County) -> None:
        """Read the timelines once."""
        self._county = county
        self._lines = timelines(county.households, county.changes)
        self._villages = {village.code: village for village in county.villages}

    def timelines(self) -> Sequence[Timeline]:
        """The timeline of every household."""
        return self._lines

    def by_village(self, day: date) -> dict[str, Tally]:
        """Plain counts of every village on a day; `out_before` is people.out 91 days earlier."""
        tallies = {code: self._village_tally(village, day) for code, village in self._villages.items()}
        for line in self._lines:
            _add_household(tallies[line.household.village_code], line, day)
        self._add_exits(tallies, day)
        self._add_staff(tallies)
        return tallies

    def _village_tally(self, village: Village, day: date) -> Tally:
        """The counts that the village itself gives."""
        tally: Tally = defaultdict(int, {"population": village.population})
        tally["villages.registered"] = int(village.is_poor and village.identified <= day)
        return tally

    def _add_exits(self, tallies: Mapping[str, Tally], day: date) -> None:
        """Add exited, remaining and ready villages."""
        last: dict[str, str] = {}
        for change in sorted(self._county.village_changes, key=lambda change: change.day):
            if change.day <= day:
                last[change.village_code] = change.kind
        latest: dict[str, VillageCheck] = {}
        for check in sorted(self._county.village_checks, key=lambda check: check.day):
            if check.day <= day:
                latest[check.village_code] = check
        for code, tally in tallies.items():
            exited = int(last.get(code) == "退出")
            tally["villages.exited"] = exited
            tally["villages.remaining"] = tally["villages.registered"] - exited
            tally["villages.ready"] = int(code in latest and latest[code].is_ready)

    def _add_staff(self, tallies: Mapping[str, Tally]) -> None:
        """Add teams, cadres, secretaries and villages with either."""
        for team in self._county.teams:
            tally = tallies[team.village_code]
            if team.level == "县级":
                tally["teams.county"] += 1
                tally["teams.cadres"] += team.members
            else:
                tally["teams.province_city"] += 1
            tally["villages.with_team"] = int(self._villages[team.village_code].is_poor)
        for secretary in self._county.secretaries:
            tallies[secretary.village_code]["first_secretaries.total"] += 1
            tallies[secretary.village_code]["villages.with_team"] = int(self._villages[secretary.village_code].is_poor)

    def movement(self, since: date, until: date) -> Movement:
        """Every term of the law of the flow between two days."""
        terms: Tally = defaultdict(int)
        for line in self._lines:
            if line.state(since) in {POOR, RETURNED}:
                terms["baseline"] += len(line.present(since))
            _add_moves(terms, line, since=since, until=until)
        return Movement(
            baseline=terms["baseline"],
            newly_identified=terms["newly_identified"],
            returned=terms["returned"],
            natural_increase=terms[JOINS],
            out=terms["out"],
            removed=terms["removed"],
            natural_decrease=terms[LEAVES],
        )


def _add_household(tally: Tally, line: Timeline, day: date) -> None:
    """Add one household's people to its village."""
    before = day - _LOOK_BACK
    if line.state(before) == OUT:
        tally["out_before"] += len(line.present(before))
    state = line.state(day)
    if state in {UNKNOWN, REMOVED}:
        return
    people = len(line.present(day))
    names = ["registered", "out"] if state == OUT else ["registered", "poor"]
    if state == RETURNED:
        names.append("returned")
    for name in names:
        tally[f"people.{name}"] += people
        tally[f"households.{name}"] += 1
    tally["households.paired"] += int(line.household.helper is not None)


def _add_moves(terms: Tally, line: Timeline, *, since: date, until: date) -> None:
    """Add what one household does to the poor people between two days."""
    state = line.state(since)
    for change in line.changes:
        if since < change.day <= until:
            people = len(line.present(change.day))
            # Whoever is removed after moving out was not among the poor any more.
            if change.kind != "清退" or state in {POOR, RETURNED}:
                terms[_TERM[change.kind]] += people
            state = line.state(change.day)
    for kind, days in ((JOINS, line.joined), (LEAVES, line.left)):
        for moved in days.values():
            if since < moved <= until and line.state(moved) in {POOR, RETURNED}:
                terms[kind] += 1


def add_up(tallies: Iterable[Tally]) -> Tally:
    """The sum of several villages' counts."""
    total: Tally = defaultdict(int)
    for tally in tallies:
        for name, count in tally.items():
            total[name] += count
    return total


_COUNTS = (
    *(f"villages.{name}" for name in ("registered", "exited", "remaining", "ready", "with_team")),
    *(f"people.{name}" for name in ("registered", "poor", "out", "returned")),
    *(f"households.{name}" for name in ("registered", "poor", "out", "returned", "paired")),
    "teams.province_city",
    "teams.county",
    "teams.cadres",
    "first_secretaries.total",
)


def figures(tally: Tally, day: date) -> dict[str, float | None]:
    """The figures of one member: counts and the ratios made of their sums."""
    values: dict[str, float | None] = {name: tally[name] for name in _COUNTS}
    poor, registered = tally["people.poor"], tally["people.registered"]
    values["people.incidence"] = poor / tally["population"] if tally["population"] else None
    values["people.out_share"] = tally["people.out"] / registered if registered else None
    months = (DEADLINE - day).days / _MONTH_DAYS
    values["exit.required_pace"] = poor / months if months > 0 else None if poor else 0.0
    values["exit.actual_pace"] = (tally["people.out"] - tally["out_before"]) / 3
    return values
