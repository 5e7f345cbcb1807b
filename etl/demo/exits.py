"""Village acceptance checks (验收) that agree with the households, and the exits (退出) that follow from them."""

from collections.abc import Sequence
from datetime import date
from random import Random

from etl.demo.chance import stream
from etl.demo.records import Village, VillageChange, VillageCheck
from etl.demo.registry import SENT_BACK_DAY, Registry, sent_back_village
from etl.demo.timeline import POOR, RETURNED, Timeline, timelines

_FIRST_ROUND = date(2015, 12, 18)
_LATER_ROUNDS = ((date(2016, 3, 22), 0.55), (date(2016, 6, 21), 0.9))
_POWER = {"stuck": (8700, 9600), "slow": (9200, 9900), "moving": (9700, 9990)}
_CHANCE_MET = {"stuck": 0.3, "slow": 0.55, "moving": 0.74, "exit": 0.85}
_EXIT_CHECK_DAY, _EXIT_DAY = 20, 27


class Checker:
    """Fills in check sheets of one county; the incidence comes from the households of the day."""

    def __init__(self, seed: int, registry: Registry) -> None:
        """Group the timelines by village once."""
        self._rng: Random = stream(seed, "checks")
        self._by_village: dict[str, list[Timeline]] = {}
        for line in timelines(registry.households, registry.changes):
            self._by_village.setdefault(line.household.village_code, []).append(line)

    def incidence_bp(self, village: Village, day: date) -> int:
        """Poor people ÷ 总人口 on a day in basis points."""
        lines = self._by_village.get(village.code, [])
        poor = sum(len(line.present(day)) for line in lines if line.state(day) in {POOR, RETURNED})
        return round(poor * 10_000 / village.population)

    def open_check(self, village: Village, day: date) -> VillageCheck:
        """A check of a village that does not pass: something besides the incidence is always missing."""
        rng, chance = self._rng, _CHANCE_MET[village.pace]
        answers: list[bool | None] = [rng.random() < chance for _ in range(5)]
        if rng.random() < 0.05:
            answers[rng.randrange(5)] = None
        if all(answers):
            answers[rng.choice((0, 1, 4))] = False
        power = 10_000 if rng.random() < chance - 0.25 else rng.randrange(*_POWER.get(village.pace, (9700, 9990)), 5)
        ratio_up, collective, paved_road, safe_water, clinic = answers
        return VillageCheck(
            village_code=village.code,
            day=day,
            incidence_bp=self.incidence_bp(village, day),
            income_ratio_up=ratio_up,
            collective=collective,
            paved_road=paved_road,
            safe_water=safe_water,
            power_bp=power,
            clinic=clinic,
        )

    def near_check(self, village: Village, day: date) -> VillageCheck:
        """A check of a village that meets all but the incidence."""
        return VillageCheck(
            village_code=village.code,
            day=day,
            incidence_bp=self.incidence_bp(village, day),
            income_ratio_up=True,
            collective=True,
            paved_road=True,
            safe_water=True,
            power_bp=10_000,
            clinic=True,
        )

    def passed_check(self, village: Village, day: date) -> VillageCheck:
        """A check of a village that passes; raises where the households say otherwise."""
        check = self.near_check(village, day)
        if not check.is_ready:
            raise ValueError(f"{village.name} would exit with {check.incidence_bp} basis points on {day}")
        return check


def build_checks(seed: int, villages: Sequence[Village], registry: Registry) -> tuple[VillageCheck, ...]:
    """All checks in order of days and villages: two rounds, and one at its exit for every village that exits."""
    checker, rng = Checker(seed, registry), stream(seed, "rounds")
    poor = [village for village in villages if village.is_poor]
    near = {village.code for village in rng.sample([village for village in poor if village.pace == "moving"], 5)}
    checks = [checker.open_check(village, _FIRST_ROUND) for village in poor]
    for village in poor:
        if village.pace == "exit":
            checks.append(checker.passed_check(village, date(2016, village.exit_month, _EXIT_CHECK_DAY)))
            continue
        for day, share in _LATER_ROUNDS:
            if village.code in near and day.month == 6:
                checks.append(checker.near_check(village, day))
            elif rng.random() < share:
                checks.append(checker.open_check(village, day))
    checks.append(checker.open_check(sent_back_village(villages), SENT_BACK_DAY))
    return tuple(sorted(checks, key=lambda check: (check.day, check.village_code)))


def build_village_changes(villages: Sequence[Village]) -> tuple[VillageChange, ...]:
    """认定 of all poor villages, 退出 of those that exited, and one 返贫 (退回)."""
    poor = [village for village in villages if village.is_poor]
    lines = [VillageChange(village.code, village.identified, "认定", _identified_by(village)) for village in poor]
    for village in poor:
        if village.exit_month:
            day = date(2016, village.exit_month, _EXIT_DAY)
            document = f"演扶组发〔2016〕{village.exit_month + 3}号"
            lines.append(VillageChange(village.code, day, "退出", document))
    lines.append(VillageChange(sent_back_village(villages).code, SENT_BACK_DAY, "返贫", "演扶组发〔2016〕21号"))
    return tuple(lines)


def _identified_by(village: Village) -> str:
    """The document that named a poor village."""
    return "省扶办发（演示）〔2014〕3号" if village.kind == "省级" else "演政发〔2015〕16号"
