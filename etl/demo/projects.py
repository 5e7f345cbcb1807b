"""Projects of the library (项目库): all 128 items in 2015 and new ones in 2016, some stalled, some county-wide."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from etl.demo.catalogue import CATEGORIES, OTHER_DEPARTMENTS, Category
from etl.demo.chance import pick, stream
from etl.demo.records import DELIVERED, SOUTH, Project, Village

_EXTRA_2015, _PROJECTS_2016 = 26, 104
_STALLED, _UNKNOWN_PLACE = 14, 2
_SPREAD = {"one": 68.0, "town": 15.0, "towns": 7.0, "county": 10.0}
HOSTILE_NAME = '<script>alert("演示")</script>养羊小区'


def build_projects(seed: int, villages: Sequence[Village], *, scale: int) -> tuple[Project, ...]:
    """All projects in order of their numbers; planned money is a first draft until `funds` fits it to the total."""
    rng = stream(seed, "projects")
    pairs = [(category, item) for category in CATEGORIES for item in category.items]
    first = [pair for _ in range(scale) for pair in pairs + rng.choices(pairs, k=_EXTRA_2015)]
    second = rng.choices(pairs, k=_PROJECTS_2016 * scale)
    chances = [(3 if village.zone == SOUTH else 2) if village.is_poor else 0.4 for village in villages]
    projects = [
        _project(rng, villages, chances, year=year, order=order, pair=pair)
        for year, chosen in ((2015, first), (2016, second))
        for order, pair in enumerate(chosen, start=1)
    ]
    return tuple(_with_oddities(rng, projects))


def _project(
    rng: Random,
    villages: Sequence[Village],
    chances: Sequence[float],
    *,
    year: int,
    order: int,
    pair: tuple[Category, str],
) -> Project:
    """One project of a year and an item."""
    category, item = pair
    places = _places(rng, villages, chances)
    start = date(2015, rng.randint(3, 9), rng.randint(1, 28)) if year == 2015 else date(2016, rng.randint(3, 6), 10)
    finish = start + timedelta(rng.randint(90, 300))
    progress, started, finished = _advance(rng, start, finish)
    people = rng.randint(12, 420)
    return Project(
        no=f"YS{year}-{order:04d}",
        name=_name(places, item),
        category=category.name,
        item=item,
        location=rng.choice("、，").join(_written(rng, village) for village in places) or "全县",
        places=tuple(village.code for village in places),
        department=OTHER_DEPARTMENTS.get(item, category.department),
        operator=f"{places[0].town_name}人民政府" if places else category.department,
        planned_fen=rng.randint(180, 1050) * 100_000,
        planned_start=start,
        planned_finish=finish,
        started=started,
        finished=finished,
        accepted=_accepted(rng, finished),
        progress_bp=progress,
        households=max(3, people // 3),
        people=people,
        programme=category.programme,
        system=category.system,
    )


def _places(rng: Random, villages: Sequence[Village], chances: Sequence[float]) -> list[Village]:
    """The villages of a project: one, several of a town, several of the county, or none for 全县."""
    spread = pick(rng, _SPREAD)
    first = rng.choices(villages, chances)[0]
    if spread == "one":
        return [first]
    if spread == "county":
        return []
    near = [village for village in villages if spread == "towns" or village.town_code == first.town_code]
    return rng.sample(near, min(len(near), rng.randint(2, 4)))


def _name(places: Sequence[Village], item: str) -> str:
    """The name of a project from where it is and what it does."""
    where = "全县" if not places else places[0].name + ("等村" if len(places) > 1 else "")
    return f"{where}{item}项目"


def _written(rng: Random, village: Village) -> str:
    """A village's name as a clerk writes it, sometimes without 村."""
    return village.name.removesuffix("村") if rng.random() < 0.15 else village.name


def _advance(rng: Random, start: date, finish: date) -> tuple[int, date | None, date | None]:
    """Progress in basis points, actual start and finish as they stand at the delivery."""
    started = start + timedelta(rng.randint(0, 25))
    if started > DELIVERED:
        return 0, None, None
    done = finish + timedelta(rng.randint(-30, 25))
    if done <= DELIVERED and rng.random() < 0.9:
        return 10_000, started, max(done, started + timedelta(20))
    share = (DELIVERED - started) / max(finish - started, timedelta(30))
    return min(95, max(5, round(share * rng.uniform(60, 105) / 5) * 5)) * 100, started, None


def _accepted(rng: Random, finished: date | None) -> date | None:
    """The acceptance day of a finished project, if it is over already."""
    day = None if finished is None else finished + timedelta(rng.randint(8, 45))
    return day if day is not None and day <= DELIVERED else None


def _with_oddities(rng: Random, projects: list[Project]) -> list[Project]:
    """The projects with some stalled, two at a place nobody knows, and one with a hostile name."""
    ended = [index for index, project in enumerate(projects) if project.planned_finish < date(2016, 5, 1)]
    for index in rng.sample(ended, _STALLED):
        slow = rng.choice((1000, 1500, 2000, 3000, 3500))
        projects[index] = replace(projects[index], progress_bp=slow, finished=None, accepted=None)
    single = [index for index, project in enumerate(projects) if len(project.places) == 1]
    odd = rng.sample(single, _UNKNOWN_PLACE + 1)
    for index in odd[:-1]:
        projects[index] = replace(projects[index], location="无此庄村", places=())
    projects[odd[-1]] = replace(projects[odd[-1]], name=HOSTILE_NAME)
    return projects
