"""Figures of the seven systems (七大体系): eligible, covered, gap, and what the registers do not tell.

The safety net (社会兜底) is shown by its two full coverages: the pension from 60 and the old-age allowance from 70.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.metrics.model import HOUSEHOLDS, PEOPLE, PERCENT, PLACES, Direction, Metric, Source, Unit
from data.systems import HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY, SYSTEMS
from data.text import Text

PARTS = ("eligible", "covered", "gap", "unknown", "untold")
"""What is counted of a system; not every system has the last two."""

_HOUSEHOLD_REGISTERS: tuple[Source, ...] = ("households", "household_changes")
_PERSON_REGISTERS: tuple[Source, ...] = ("households", "persons", "household_changes")


@dataclass(frozen=True, slots=True)
class System:
    """A system in words: its name, who is eligible, what covers them, and how its figures are made.

    ``is_listed``: a measure, planned or not, is what makes somebody eligible.
    """

    name: Text
    eligible: Text
    covered: Text
    unit: Unit = PEOPLE
    by_measure: bool = True
    may_be_unknown: Text | None = None
    is_sensitive: bool = False
    is_listed: bool = False

    @property
    def may_be_untold(self) -> bool:
        """Whether the register of people may leave open who is covered."""
        return not self.by_measure

    def registers(self, part: str) -> tuple[Source, ...]:
        """The registers a part is told from: only who is covered is told by the measures, or who has one at all."""
        people = _HOUSEHOLD_REGISTERS if self.unit is HOUSEHOLDS else _PERSON_REGISTERS
        by_measure = self.by_measure if part in ("covered", "gap") else self.is_listed
        return (*people, "measures") if by_measure else people


_NO_BIRTH_DATE = Text("出生日期未登记", "no date of birth on record")

SYSTEMS_IN_WORDS: Mapping[str, System] = {
    "industry": System(
        Text("产业发展", "Industry support"),
        Text("全部在册贫困户", "Every registered household"),
        Text("有“产业发展”措施", "has a measure of 产业发展 (industry support)"),
        unit=HOUSEHOLDS,
    ),
    "employment": System(
        Text("就业创业", "Employment"),
        Text(
            "在册人口中 16 至 59 周岁、劳动能力为普通劳动力或技能劳动力、非在校生的人",
            "Registered people aged 16 to 59 who are able to work (普通劳动力, 技能劳动力) and not at school",
        ),
        Text("有“就业创业”措施", "has a measure of 就业创业 (employment)"),
        may_be_unknown=Text("出生日期或劳动能力未登记", "no date of birth or ability to work on record"),
    ),
    "relocation": System(
        Text("易地搬迁", "Relocation"),
        Text(
            "在册贫困户中有“易地搬迁”措施的户（含计划）",
            "Registered households with a measure of 易地搬迁, planned or not",
        ),
        Text("“易地搬迁”措施不只是计划", "has one that is more than a plan"),
        unit=HOUSEHOLDS,
        is_listed=True,
    ),
    "medical": System(
        Text("医疗保障", "Medical insurance"),
        Text("全部在册人口", "Every registered person"),
        Text("新农合和大病保险都参加", "is in both the cooperative scheme and the serious-illness insurance"),
        by_measure=False,
    ),
    "education": System(
        Text("教育资助", "Education aid"),
        Text("在册人口中的在校生", "Registered people at school"),
        Text("有“教育资助”措施", "has a measure of 教育资助 (education aid)"),
    ),
    "pension": System(
        Text("养老保险", "Pension"),
        Text("在册人口中 60 周岁及以上的人", "Registered people aged 60 and over"),
        Text("参加养老保险", "is in the pension insurance"),
        by_measure=False,
        may_be_unknown=_NO_BIRTH_DATE,
        is_sensitive=True,
    ),
    "old_age_allowance": System(
        Text("高龄补贴", "Old-age allowance"),
        Text("在册人口中 70 周岁及以上的人", "Registered people aged 70 and over"),
        Text("享受高龄补贴", "receives the old-age allowance"),
        by_measure=False,
        may_be_unknown=_NO_BIRTH_DATE,
        is_sensitive=True,
    ),
    "care": System(
        Text("关爱服务", "Care"),
        Text("在册人口中的留守儿童、留守妇女、留守老人和残疾人", "Registered people who are left behind or disabled"),
        Text("有“关爱服务”措施", "has a measure of 关爱服务 (care)"),
        is_sensitive=True,
    ),
}  # fmt: skip
"""The systems in the order of the report."""

_MEASURE_NOTE = Text(
    "措施自实施日期起计，状态为“计划”的不算；未写人编号的措施惠及该户每个符合条件的成员。",
    "A measure counts from its date unless it is planned; one without a person covers every eligible member.",
)
_AGE_NOTE = Text("年龄按出生日期计算到截止日。", "Ages are reckoned from the date of birth to the day shown.")


def part_id(key: str, part: str) -> str:
    """Return the id of a figure of a system."""
    return f"system.{key}.{part}"


def parts_of(key: str) -> tuple[str, ...]:
    """Return which parts of a system are counted, in the order of PARTS."""
    system = SYSTEMS_IN_WORDS[key]
    has = {"unknown": system.may_be_unknown is not None, "untold": system.may_be_untold}
    return tuple(part for part in PARTS if has.get(part, True))


def _titles(system: System) -> Mapping[str, Text]:
    zh, en = system.name.zh, system.name.en
    return {
        "eligible": Text(f"{zh}：应享", f"{en}: eligible"),
        "covered": Text(f"{zh}：已享", f"{en}: covered"),
        "gap": Text(f"{zh}：缺口", f"{en}: gap"),
        "unknown": Text(f"{zh}：是否应享不明", f"{en}: not known whether eligible"),
        "untold": Text(f"{zh}：是否已享未登记", f"{en}: cover not on record"),
    }


def _formulas(system: System) -> Mapping[str, Text]:
    who, cover, why = system.eligible, system.covered, system.may_be_unknown
    return {
        "eligible": who,
        "covered": Text(f"应享者（{who.zh}）中，{cover.zh}的", f"Of the eligible ({who.en}), who {cover.en}"),
        "gap": Text("应享 − 已享", "Eligible − covered"),
        "unknown": Text(
            f"在册人口中，{why.zh if why else ''}，因而不能判断是否应享的人；不计入应享",
            f"Registered people with {why.en if why else ''}, so that nobody can tell; not counted as eligible",
        ),
        "untold": Text(
            "应享者中，登记表未填是否已享的人；计入缺口",
            "Of the eligible, those for whom the register leaves the cover blank; they count in the gap",
        ),
    }


_SHORT: Mapping[str, Text] = {
    "eligible": Text("应享", "Eligible"),
    "covered": Text("已享", "Covered"),
    "gap": Text("缺口", "Gap"),
    "unknown": Text("不明", "Unknown"),
    "untold": Text("未登记", "Not on record"),
}
DIRECTION: Mapping[str, Direction] = {
    "eligible": "neutral", "covered": "higher_better", "gap": "lower_better", "unknown": "lower_better",
    "untold": "lower_better",
}  # fmt: skip


def _metric(key: str, part: str) -> Metric:
    system = SYSTEMS_IN_WORDS[key]
    return Metric(
        id=part_id(key, part),
        name=_titles(system)[part],
        short=_SHORT[part],
        formula=_formulas(system)[part],
        unit=system.unit,
        kind="count",
        direction=DIRECTION[part],
        sources=system.registers(part),
        rule_group=f"system_{key}",
        dimensions=PLACES,
        disclosure="sensitive" if system.is_sensitive else None,
        note=_MEASURE_NOTE if system.by_measure else _AGE_NOTE if system.may_be_unknown else None,
    )


def _with_any(name: str, title: Text, formula: Text, unit: Unit, registers: tuple[Source, ...]) -> Metric:
    return Metric(
        id=f"measures.{name}",
        name=title,
        short=Text("有措施", "With a measure"),
        formula=formula,
        unit=unit,
        kind="count",
        direction="higher_better",
        sources=(*registers, "measures"),
        rule="measures.planned",
        dimensions=PLACES,
    )


SHARE = "share"


def share_of(covered: Metric, name: str, title: Text) -> Metric:
    """Return the share of the eligible who are covered, judged, sourced and protected as their number is."""
    return replace(
        covered,
        id=name,
        name=Text(f"{title.zh}：已享比例", f"{title.en}: share covered"),
        short=Text("已享比例", "Share covered"),
        formula=Text("已享 ÷ 应享", "Covered ÷ eligible"),
        unit=PERCENT,
        kind="share",
        decimals=1,
        dimensions=(),
    )


def _share_with_any(name: str, title: Text, formula: Text, registers: tuple[Source, ...]) -> Metric:
    return Metric(
        id=f"measures.{name}_{SHARE}",
        name=title,
        short=Text("有措施的比例", "Share with a measure"),
        formula=formula,
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="higher_better",
        sources=(*registers, "measures"),
        rule="measures.planned",
    )


SHARES = (
    *(share_of(_metric(key, "covered"), part_id(key, SHARE), SYSTEMS_IN_WORDS[key].name) for key in SYSTEMS),
    _share_with_any(
        HOUSEHOLDS_WITH_ANY,
        Text("有帮扶措施的户占比", "Share of households with a measure"),
        Text("有帮扶措施的户 ÷ 在册贫困户", "Households with a measure ÷ registered households"),
        _HOUSEHOLD_REGISTERS,
    ),
    _share_with_any(
        PEOPLE_WITH_ANY,
        Text("有帮扶措施的人占比", "Share of people with a measure"),
        Text("有帮扶措施的人 ÷ 在册贫困人口", "People with a measure ÷ registered people"),
        _PERSON_REGISTERS,
    ),
)
"""Shares of the eligible who are covered, shown by pages."""

METRICS = (
    *(_metric(key, part) for key in SYSTEMS for part in parts_of(key)),
    _with_any(
        HOUSEHOLDS_WITH_ANY,
        Text("有帮扶措施的户", "Households with a measure"),
        Text(
            "在册贫困户中，有任一帮扶措施（计划的不算）的户数", "Registered households with any measure that is no plan"
        ),
        HOUSEHOLDS,
        _HOUSEHOLD_REGISTERS,
    ),
    _with_any(
        PEOPLE_WITH_ANY,
        Text("有帮扶措施的人", "People with a measure"),
        Text(
            "在册人口中，本人有任一帮扶措施，或所在户有未写人编号的措施（计划的不算）的人数",
            "Registered people with any measure of their own, or of their household as a whole, that is no plan",
        ),
        PEOPLE,
        _PERSON_REGISTERS,
    ),
)
