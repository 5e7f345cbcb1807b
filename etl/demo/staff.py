"""Work teams (驻村工作队): 19 省市 and 54 县级 ones with 163 county cadres; 99 first secretaries (第一书记)."""

from collections.abc import Sequence
from datetime import date

from etl.demo.catalogue import DEPARTMENTS
from etl.demo.chance import stream
from etl.demo.names import person_name
from etl.demo.records import Secretary, Team, Village

_UPPER_TEAMS, _COUNTY_TEAMS, _CADRES = 19, 54, 163
_SECRETARIES, _SECOND_IN_POOR = 99, 15
_UPPER_UNITS = ("省住建厅", "市委办", "市水利局", "市农业局", "市交通局", "省某设计院", "市教育局", "市林业局")
_COUNTY_UNITS = (*DEPARTMENTS, "县委办", "县政府办", "县供销社", "县总工会", "县残联")


def build_teams(seed: int, villages: Sequence[Village]) -> tuple[Team, ...]:
    """The 73 teams: one in every poor village, two in one of them."""
    rng = stream(seed, "teams")
    poor = [village for village in villages if village.is_poor]
    posts = [*rng.sample(poor, len(poor)), rng.choice(poor)]
    sizes = [3] * _COUNTY_TEAMS
    for index in rng.sample(range(_COUNTY_TEAMS), _COUNTY_TEAMS // 2):
        sizes[index] += 1
        sizes[index - 1] -= 1
    sizes[rng.randrange(_COUNTY_TEAMS)] += _CADRES - sum(sizes)
    teams = []
    for order, village in enumerate(posts, start=1):
        upper = order <= _UPPER_TEAMS
        teams.append(
            Team(
                no=f"GZD{order:03d}",
                level=rng.choice(("省市", "省级", "市级")) if upper else "县级",
                lead_unit=rng.choice(("省住建厅", "市委办")) if upper else None,
                unit=rng.choice(_UPPER_UNITS if upper else _COUNTY_UNITS),
                village_code=village.code,
                leader=person_name(rng, "男" if rng.random() < 0.8 else "女"),
                members=rng.randint(2, 5) if upper else sizes[order - _UPPER_TEAMS - 1],
                since=date(2015, rng.randint(3, 8), rng.randint(1, 28)),
            )
        )
    return tuple(teams)


def build_secretaries(seed: int, villages: Sequence[Village]) -> tuple[Secretary, ...]:
    """The 99 secretaries: one in every poor village, a second in 15 of them, the others in 非贫困村."""
    rng = stream(seed, "secretaries")
    poor = [village for village in villages if village.is_poor]
    plain = [village for village in villages if not village.is_poor]
    posts = [*poor, *rng.sample(poor, _SECOND_IN_POOR)]
    posts += rng.sample(plain, _SECRETARIES - len(posts))
    return tuple(
        Secretary(
            no=f"DYSJ{order:03d}",
            name=person_name(rng, "男" if rng.random() < 0.75 else "女"),
            unit=rng.choice(_COUNTY_UNITS),
            village_code=village.code,
            since=date(2015, rng.randint(5, 9), rng.randint(1, 28)),
        )
        for order, village in enumerate(posts, start=1)
    )
