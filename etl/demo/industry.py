"""The villages' industries (产业台账) of 2014 to 2016, by zone, with 0 to 3 demonstration sites a village."""

from collections.abc import Iterator, Sequence
from random import Random

from etl.demo.chance import stream
from etl.demo.records import CENTRE, NORTH, SOUTH, Industry, Village

_INDUSTRIES = {
    NORTH: (("白绒山羊", "只", 60), ("设施蔬菜", "座", 900), ("地膜马铃薯", "亩", 130), ("葡萄", "亩", 240)),
    CENTRE: (("舍饲养羊", "只", 62), ("优质马铃薯", "亩", 110), ("饲草", "亩", 46), ("肉牛", "头", 420)),
    SOUTH: (("山地苹果", "亩", 150), ("小杂粮", "亩", 42), ("荞麦", "亩", 38), ("养蜂", "箱", 55)),
}
_SIZES = {"只": (120, 2600), "座": (4, 60), "亩": (150, 3200), "头": (15, 260), "箱": (20, 320), "千瓦": (60, 300)}
_OPERATORS = ("合作社", "协会", "企业", "大户", "示范点")
_SITES = (0, 0, 1, 1, 1, 2, 2, 2, 3, 3)


def build_industries(seed: int, villages: Sequence[Village]) -> tuple[Industry, ...]:
    """All rows by village, industry and year."""
    rng = stream(seed, "industries")
    return tuple(row for village in villages if village.is_poor for row in _of_village(rng, village))


def _of_village(rng: Random, village: Village) -> Iterator[Industry]:
    """The industries of one village; its demonstration sites stand in the row of 2016."""
    sites = rng.choice(_SITES)
    chosen = list(rng.sample(_INDUSTRIES[village.zone], rng.randint(max(1, sites), max(2, sites))))
    if rng.random() < 0.08:
        chosen.append(("光伏发电", "千瓦", 1100))
    for order, (name, unit, yuan) in enumerate(chosen):
        operator_kind = rng.choice(_OPERATORS) if rng.random() < 0.9 else None
        operator = f"{village.name.removesuffix('村')}{name}{operator_kind}" if operator_kind else None
        size, households = rng.randint(*_SIZES[unit]), rng.randint(3, 60)
        first = rng.choice((2014, 2014, 2015))
        for year in range(first, 2017):
            size = round(size * rng.uniform(0.97, 1.22))
            households = max(1, round(households * rng.uniform(0.95, 1.25)))
            yield Industry(
                village_code=village.code,
                year=year,
                name=name,
                size=size,
                size_unit=unit,
                output_fen=round(size * yuan * rng.uniform(7.0, 11.0)) * 100 if rng.random() < 0.97 else None,
                households=households,
                operator_kind=operator_kind,
                operator=operator,
                demonstration=year == 2016 and order < sites,
            )
