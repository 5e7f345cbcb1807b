"""What the offices first had wrong and later put right: every slip with the delivery that corrects it."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from etl.demo.chance import stream
from etl.demo.records import BASELINE, DELIVERIES, County, DepartmentFund, Household, Team, Village

_APRIL, _MAY = DELIVERIES[1], DELIVERIES[2]
_WAN_FEN = 1_000_000
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong version of a row, told until the delivery of the day `until` puts it right."""

    wrong: Hashable
    until: date


Slips = Mapping[Hashable, Slip]


def as_told(rows: Iterable[T], slips: Slips, day: date) -> tuple[T, ...]:
    """The rows as the offices had told them by a day: the wrong version of those not yet corrected."""

    def told(row: T) -> T:
        slip = slips.get(row)
        return row if slip is None or day >= slip.until else _same_sort(slip.wrong, row)

    return tuple(map(told, rows))


def build_slips(county: County, seed: int) -> Slips:
    """The slips of a county: true row → what was told at first."""
    rng = stream(seed, "slips")
    slips: dict[Hashable, Slip] = {}

    def slip(rows: Sequence[T], count: int, until: date, wrong: Callable[[T], T]) -> None:
        for row in rng.sample(rows, count):
            slips[row] = Slip(wrong(row), until)

    paid = [line for line in county.disbursements if line.amount_fen > 0]
    early = [line for line in paid if BASELINE < line.day <= date(2016, 3, 20)]
    slip(early[::2], 4, _APRIL, lambda line: replace(line, amount_fen=max(1, line.amount_fen // 10)))
    slip(early[1::2], 4, _MAY, lambda line: replace(line, amount_fen=line.amount_fen + _WAN_FEN))
    old = [line for line in paid if line.day <= BASELINE]
    slip(old, 2, _MAY, lambda line: replace(line, amount_fen=line.amount_fen + _WAN_FEN))
    sheets = [sheet for sheet in county.incomes if sheet.year == BASELINE.year]
    slip(sheets, 6, _APRIL, lambda sheet: replace(sheet, per_head=sheet.per_head + 100_000))
    settled = [house for house in county.households if house.identified.year < BASELINE.year]
    neighbours = _neighbours(county.villages)
    movable = [house for house in settled if house.village_code in neighbours]
    slip(movable[::2], 4, _MAY, lambda house: replace(house, village_code=neighbours[house.village_code]))
    slip(movable[1::2], 12, _MAY, _richer)
    slip([team for team in county.teams if team.level == "县级" and team.members > 1], 1, _APRIL, _smaller)
    slip(county.projects, 3, _MAY, lambda project: replace(project, planned_fen=project.planned_fen + 5 * _WAN_FEN))
    latest = max(line.year for line in county.department_funds)
    slip([line for line in county.department_funds if line.year == latest], 1, _MAY, _less)
    return slips


def _same_sort(wrong: Hashable, row: T) -> T:
    """The wrong row, known to be of the right one's sort."""
    if not isinstance(wrong, type(row)):
        raise TypeError(f"{wrong!r} is no {type(row).__name__}")
    return wrong


def _neighbours(villages: Sequence[Village]) -> dict[str, str]:
    """Village code → another village of its town, of villages that have one."""
    by_town: dict[str, list[str]] = {}
    for village in villages:
        by_town.setdefault(village.town_code, []).append(village.code)
    return {
        code: codes[(place + 1) % len(codes)]
        for codes in by_town.values()
        if len(codes) > 1
        for place, code in enumerate(codes)
    }


def _richer(house: Household) -> Household:
    """A household with 200 yuan a head too much."""
    return replace(house, income_fen=house.income_fen + 20_000)


def _smaller(team: Team) -> Team:
    """A team with one cadre left out."""
    return replace(team, members=team.members - 1)


def _less(line: DepartmentFund) -> DepartmentFund:
    """A department's line with a tenth of its money for the poor left out."""
    return replace(line, poor_fen=line.poor_fen - line.poor_fen // 10)
