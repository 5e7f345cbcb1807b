"""What the figures about money and targets must be, computed from the demo county's own model; money in yuan."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from etl.demo.records import County, Project, Village

UNASSIGNED = "unassigned"
MemberOf = Callable[[Village], str]
Parts = dict[str, dict[str, float | None]]


class FundsTruth:
    """Figures of money of one county."""

    def __init__(self, county: County) -> None:
        """Look projects and villages up once."""
        self._county = county
        self._projects = {project.no: project for project in county.projects}
        self._villages = {village.code: village for village in county.villages}

    def total(self, day: date) -> dict[str, float | None]:
        """The county's figures."""
        sums = self.by_project(day, lambda _: "all")
        projects = self._county.projects
        return {
            **{name: parts["all"] for name, parts in sums.items()},
            "funds.categories": len({project.category for project in projects}),
            "funds.items": len({(project.category, project.item) for project in projects}),
            "projects.completed": sum(project.progress_bp == 10_000 for project in projects),
            **self._targets(day),
        }

    def by_project(self, day: date, member: Callable[[Project], str]) -> Parts:
        """Planned, allocated, disbursed, progress and projects by something of the project."""
        planned, count = _zeros(), _zeros()
        for project in self._county.projects:
            planned[member(project)] += project.planned_fen
            count[member(project)] += 1
        allocated, disbursed = _zeros(), _zeros()
        for line in self._county.allocations:
            if line.day <= day:
                allocated[member(self._projects[line.project_no])] += line.amount_fen
        for payment in self._county.disbursements:
            if payment.day <= day:
                disbursed[member(self._projects[payment.project_no])] += payment.amount_fen
        return {
            "funds.planned": _yuan(planned, planned),
            "funds.allocated": _yuan(allocated, planned),
            "funds.disbursed": _yuan(disbursed, planned),
            "funds.progress": _ratios(disbursed, allocated, members=planned),
            "funds.projects": dict(count),
        }

    def by_level(self, day: date) -> Parts:
        """Allocated, disbursed and progress by 资金级次."""
        allocated, disbursed = _zeros(), _zeros()
        for line in self._county.allocations:
            if line.day <= day:
                allocated[line.level] += line.amount_fen
        for payment in self._county.disbursements:
            if payment.day <= day:
                disbursed[payment.level] += payment.amount_fen
        levels = dict.fromkeys([*allocated, *disbursed], 0)
        return {
            "funds.allocated": _yuan(allocated, levels),
            "funds.disbursed": _yuan(disbursed, levels),
            "funds.progress": _ratios(disbursed, allocated, members=levels),
        }

    def by_place(self, day: date, member: MemberOf) -> Parts:
        """Planned, allocated, disbursed and projects by place, what has none under `unassigned`."""

        def place(project: Project) -> str:
            members = {member(self._villages[code]) for code in project.places}
            return members.pop() if len(members) == 1 else UNASSIGNED

        parts = self.by_project(day, place)
        disbursed = _zeros()
        for payment in self._county.disbursements:
            if payment.day <= day:
                village = self._villages[payment.village_code] if payment.village_code else None
                disbursed[member(village) if village else UNASSIGNED] += payment.amount_fen
        names = dict.fromkeys([*map(member, self._villages.values()), UNASSIGNED], 0)
        return {
            "funds.planned": {name: parts["funds.planned"].get(name, 0.0) for name in names},
            "funds.allocated": {name: parts["funds.allocated"].get(name, 0.0) for name in names},
            "funds.disbursed": _yuan(disbursed, names),
            "funds.projects": {name: parts["funds.projects"].get(name, 0) for name in names},
        }

    def _targets(self, day: date) -> dict[str, float | None]:
        """The three policy shares of the latest year not after the day."""
        years = {line.year: line for line in self._county.county_finance if line.year <= day.year}
        latest = years[max(years)] if years else None
        before = years.get(latest.year - 1) if latest else None
        fund_years = [line.year for line in self._county.department_funds if line.year <= day.year]
        funds = [line for line in self._county.department_funds if fund_years and line.year == max(fund_years)]
        total = sum(line.total_fen for line in funds)
        return {
            "target.special_fund_share": latest.special_fen / latest.revenue_fen if latest else None,
            "target.special_fund_growth": latest.special_fen / before.special_fen - 1 if latest and before else None,
            "target.department_share": sum(line.poor_fen for line in funds) / total if total else None,
        }


def _zeros() -> defaultdict[str, int]:
    """An empty sum by member."""
    return defaultdict(int)


def _yuan(fen: Mapping[str, int], members: Mapping[str, int]) -> dict[str, float | None]:
    """Sums of fen as yuan, 0 for members without any."""
    return {name: fen.get(name, 0) / 100 for name in members}


def _ratios(
    upper: Mapping[str, int], lower: Mapping[str, int], *, members: Mapping[str, int]
) -> dict[str, float | None]:
    """Ratios of sums, None where nothing stands below."""
    return {name: upper.get(name, 0) / lower[name] if lower.get(name) else None for name in members}
