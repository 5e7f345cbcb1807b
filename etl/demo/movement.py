"""The movement of households in 2015 and 2016: out (脱贫), back (返贫), removed (清退), newly identified (新识别)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from etl.demo.chance import pick
from etl.demo.people import Census
from etl.demo.records import DELIVERED, NORTH, SOUTH, Change, Household, Village

_OUT_SHARE = {"stuck": (0.02, 0.06), "slow": (0.22, 0.33), "moving": (0.41, 0.47), "plain": (0.4, 0.52)}
_OUT_SHARE_NORTH = (0.375, 0.43)
_LEFT_IN_EXITED = (0.013, 0.024)
_MONTHLY = (0.05, 0.14, 0.32, 0.51, 0.74, 1.0)
_RETURN_RATE = 0.028
_RETURN_CAUSES = {"因病": 68.0, "因学": 10.0, "因灾": 9.0, "缺劳力": 8.0, "因残": 5.0}
_OUT_REASONS = ("收入稳定达标", "产业带动增收", "务工增收", "易地搬迁后就业", "社会保障兜底")
_REMOVED_2015, _REMOVED_2016, _REMOVED_OUT, _NEW_2015, _NEW_2016 = 58, 66, 9, 85, 92
_OUT_WORDS = {"脱贫": 6.0, "脱贫退出": 3.0, "退出": 2.0}
_BACK_WORDS = {"返贫": 4.0, "返贫纳入": 1.0}
_GONE_WORDS = {"清退": 3.0, "剔除": 1.0, "整户清退": 1.0}
_NEW_WORDS = {"新识别": 4.0, "纳入": 1.0, "新增": 1.0}


def day_in(rng: Random, month: int, *, last: int = 28) -> date:
    """A day of a month of 2016, not after the `last` day of it."""
    return date(2016, month, rng.randint(4, last))


def moves_out(rng: Random, village: Village, households: Sequence[Household]) -> list[Change]:
    """The 脱贫 lines of a village up to the delivery, its households in random order against the village's pace."""
    people = sum(len(household.members) for household in households)
    target = people * _out_share(rng, village, people)
    changes: list[Change] = []
    gone = 0
    for household in rng.sample(households, len(households)):
        if gone >= target:
            break
        gone += len(household.members)
        day = _out_day(rng, village, gone / target)
        changes.append(
            Change(household.no, None, day, "脱贫", pick(rng, _OUT_WORDS), rng.choice(_OUT_REASONS)),
        )
    return changes


def _out_share(rng: Random, village: Village, people: int) -> float:
    """The share of a village's people that is out at the delivery."""
    if village.pace == "exit":
        return 1 - rng.uniform(*_LEFT_IN_EXITED) * village.population / people
    if village.zone == NORTH:
        return rng.uniform(*_OUT_SHARE_NORTH)
    return rng.uniform(*_OUT_SHARE[village.pace])


def _out_day(rng: Random, village: Village, progress: float) -> date:
    """The day on which a household goes, by how far the village has come to its target (0 to 1)."""
    if village.exit_month:
        month = 1 + min(village.exit_month - 1, int(progress * village.exit_month))
        return day_in(rng, month, last=14 if month == village.exit_month else 28)
    month = next(index for index, share in enumerate(_MONTHLY, start=1) if progress <= share or index == 6)
    return day_in(rng, month)


def returns(rng: Random, out: Sequence[Change], *, spared: set[str]) -> list[Change]:
    """返贫 lines, mostly 因病, and a few of those households out a second time; not of households in `spared`."""
    early = [change for change in out if change.day < date(2016, 5, 1) and change.household_no not in spared]
    back = rng.sample(early, round(len(early) * _RETURN_RATE * 2))
    lines = []
    for order, change in enumerate(back):
        day = min(change.day + timedelta(rng.randint(32, 70)), DELIVERED - timedelta(1))
        cause = pick(rng, _RETURN_CAUSES)
        lines.append(Change(change.household_no, None, day, "返贫", pick(rng, _BACK_WORDS), cause))
        if order % 12 == 0 and day < date(2016, 5, 15):
            again = day + timedelta(rng.randint(25, 40))
            lines.append(Change(change.household_no, None, again, "脱贫", "脱贫", "医疗救助后稳定"))
    return lines


def village_return(rng: Random, households: Sequence[Household], out: Sequence[Change], *, day: date) -> list[Change]:
    """Enough 返贫 lines of one exited village on one day that it is sent back (退回)."""
    own = {household.no for household in households}
    candidates = [change for change in out if change.household_no in own]
    chosen = rng.sample(candidates, max(3, len(candidates) // 4))
    return [Change(change.household_no, None, day, "返贫", "返贫", "因灾") for change in chosen]


def removals(rng: Random, households: Sequence[Household], out: Sequence[Change], *, scale: int) -> list[Change]:
    """清退 lines of 2016 after data comparison: of poor households and a few that were out already."""
    gone = {change.household_no for change in out}
    poor = [household for household in households if household.no not in gone]
    lines = [
        Change(household.no, None, day_in(rng, rng.randint(2, 6)), "清退", pick(rng, _GONE_WORDS), "数据比对不符")
        for household in rng.sample(poor, _REMOVED_2016 * scale)
    ]
    early = [change for change in out if change.day < date(2016, 5, 1)]
    return lines + [
        Change(change.household_no, None, date(2016, 6, rng.randint(2, 27)), "清退", "清退", "举报查实")
        for change in rng.sample(early, _REMOVED_OUT * scale)
    ]


def looked_back(census: Census, villages: Sequence[Village], *, scale: int) -> tuple[list[Household], list[Change]]:
    """Households that the 2015 回头看 removed again before the baseline, and their 清退 lines."""
    rng = census.rng
    households, lines = [], []
    for _ in range(_REMOVED_2015 * scale):
        identified = date(2014, rng.randint(5, 12), rng.randint(1, 28))
        household = census.household(rng.choice(villages), rng.randint(2, 5), identified=identified)
        day = date(2015, rng.randint(9, 12), rng.randint(1, 28))
        households.append(household)
        lines.append(Change(household.no, None, day, "清退", pick(rng, _GONE_WORDS), "回头看核查不符合条件"))
    return households, lines


def found_late(rng: Random, households: list[Household], *, scale: int) -> list[Change]:
    """新识别 lines of late 2015 for households of the baseline; changes their day of identification in place."""
    lines = []
    for index in sorted(rng.sample(range(len(households)), _NEW_2015 * scale)):
        day = date(2015, rng.randint(10, 12), rng.randint(1, 28))
        households[index] = replace(households[index], identified=day)
        lines.append(Change(households[index].no, None, day, "新识别", pick(rng, _NEW_WORDS), "回头看补录"))
    return lines


def newly_found(census: Census, villages: Sequence[Village], *, scale: int) -> tuple[list[Household], list[Change]]:
    """Households identified in 2016 (never in villages about to exit) and their 新识别 lines."""
    rng = census.rng
    open_villages = [village for village in villages if village.pace != "exit"]
    weights = [2 if village.zone == SOUTH else 1 for village in open_villages]
    households, lines = [], []
    for village in rng.choices(open_villages, weights, k=_NEW_2016 * scale):
        day = day_in(rng, rng.randint(1, 6))
        household = census.household(village, rng.randint(1, 5), identified=day)
        households.append(household)
        lines.append(Change(household.no, None, day, "新识别", pick(rng, _NEW_WORDS), "遗漏补录"))
    return households, lines


def by_village(households: Sequence[Household]) -> dict[str, list[Household]]:
    """Households by village code, in their order."""
    groups: defaultdict[str, list[Household]] = defaultdict(list)
    for household in households:
        groups[household.village_code].append(household)
    return dict(groups)
