"""Public notices (公告公示) in the register of oversight: most projects with money have one, some do not."""

from collections.abc import Sequence
from datetime import date, timedelta

from etl.demo.chance import stream
from etl.demo.records import DELIVERED, Allocation, Case, Project

_NOTICED = 0.9
_CONTENT = "公告资金来源、用途、补助标准和受益对象"


def build_notices(seed: int, projects: Sequence[Project], allocations: Sequence[Allocation]) -> tuple[Case, ...]:
    """One notice a project, some days after its first allocation; nothing had to be put right, so no status."""
    rng = stream(seed, "notices")
    first: dict[str, date] = {}
    for line in allocations:
        first[line.project_no] = min(line.day, first.get(line.project_no, line.day))
    return tuple(
        Case(
            no=f"GGGS-{project.no.removeprefix('YS')}",
            kind="公告公示",
            day=min(first[project.no] + timedelta(rng.randint(3, 25)), DELIVERED),
            project_no=project.no,
            village_code=project.places[0] if len(project.places) == 1 else None,
            content=_CONTENT,
            status=None,
            settled=None,
        )
        for project in projects
        if project.no in first and rng.random() < _NOTICED
    )
