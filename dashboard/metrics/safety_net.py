"""Figures of the safety net (社会兜底): minimum living allowance, its gap to the line, five guarantees.

No register tells who qualifies: the office's own entry of the household (贫困户属性) stands in for it (替代指标).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.metrics.model import HOUSEHOLDS, PEOPLE, Metric, Source, Unit
from dashboard.metrics.systems import DIRECTION, SHARE, share_of
from data.text import Text

ITEMS = ("dibao", "line", "wubao", "severe")
PARTS = ("eligible", "covered", "gap", "untold")
COUNTED = ("eligible", "covered", "untold")
"""Parts that are counted; the gap is the difference of two of them."""
PROXIES = frozenset({"dibao", "wubao", "severe"})
"""Items whose eligible are counted by something that stands in for the condition."""
_REGISTERS: tuple[Source, ...] = ("households", "persons", "household_changes")


@dataclass(frozen=True, slots=True)
class Item:
    """One item in words: its name, who is eligible, who of them is covered, of whom it is not told."""

    name: Text
    eligible: Text
    covered: Text
    untold: Text
    note: Text
    unit: Unit = PEOPLE
    is_sensitive: bool = False


_BLANK = Text("登记表未填是否已享，计入缺口", "the register leaves it blank; they count in the gap")
ITEMS_IN_WORDS: Mapping[str, Item] = {
    "dibao": Item(
        Text("低保", "Living allowance"),
        Text("在册户中贫困户属性为“低保贫困户”的人", "Registered people of households entered as 低保贫困户"),
        Text("登记享受低保", "are entered as receiving the minimum living allowance"),
        _BLANK,
        Text(
            "替代指标：低保条件（收入、财产的审核）没有台账，以台账的贫困户属性代替。",
            "A proxy: no register holds who qualifies; the household's entry stands in for it.",
        ),
    ),
    "line": Item(
        Text("低保补足差额", "Made up to the line"),
        Text(
            "有成员登记享受低保、最近一年收入已知且该年有扶贫标准的在册户",
            "Registered households with a member on the allowance, an income on record and a line for its year",
        ),
        Text("人均纯收入高于该年扶贫标准", "have a net income a head above the line of that year"),
        Text("收入不明或该年没有标准；不计入应享", "have no income on record or no line for its year; not counted"),
        Text(
            "发放低保的数额没有按户台账：只看包括低保在内的收入是否高于标准，不知道补了多少。",
            "No register holds what each household is paid: the income, the allowance in it, is held against the line.",
        ),
        unit=HOUSEHOLDS,
    ),
    "wubao": Item(
        Text("五保", "Five guarantees"),
        Text("在册户中贫困户属性为“五保贫困户”的人", "Registered people of households entered as 五保贫困户"),
        Text("登记为五保", "are entered as on the five guarantees"),
        _BLANK,
        Text(
            "替代指标：五保条件没有台账，以台账的贫困户属性代替。",
            "A proxy: no register holds who qualifies; the household's entry stands in for it.",
        ),
    ),
    "severe": Item(
        Text("一级残疾的五保", "First-grade disabled"),
        Text("在册人口中残疾等级为一级的人", "Registered people disabled in the first grade"),
        Text("登记为五保", "are entered as on the five guarantees"),
        _BLANK,
        Text(
            "替代指标：只有“符合条件的”应享，条件没有台账；缺口里有本不该享受的人。",
            "A proxy: only those who qualify are due it, and no register tells who does; the gap holds others too.",
        ),
        is_sensitive=True,
    ),
}
"""The items in the order of the speech."""
_PART_NAMES: Mapping[str, Text] = {
    "eligible": Text("应享", "eligible"),
    "covered": Text("已享", "covered"),
    "gap": Text("缺口", "gap"),
    "untold": Text("未登记", "not on record"),
}


def safety_id(item: str, part: str) -> str:
    """Return the id of a figure of the safety net."""
    return f"safety.{item}_{part}"


def _formula(item: Item, part: str) -> Text:
    who = item.eligible
    if part == "untold" and item.unit is HOUSEHOLDS:
        return Text(
            f"有成员登记享受低保的在册户中，{item.untold.zh}",
            f"Registered households with a member on the allowance that {item.untold.en}",
        )
    return {
        "eligible": who,
        "covered": Text(
            f"应享者（{who.zh}）中，{item.covered.zh}的", f"Of the eligible ({who.en}), who {item.covered.en}"
        ),
        "gap": Text("应享 − 已享", "Eligible − covered"),
        "untold": Text(f"应享者中，{item.untold.zh}", f"Of the eligible, those of whom {item.untold.en}"),
    }[part]


def _metric(key: str, part: str) -> Metric:
    item, name = ITEMS_IN_WORDS[key], _PART_NAMES[part]
    return Metric(
        id=safety_id(key, part),
        name=Text(f"{item.name.zh}：{name.zh}", f"{item.name.en}: {name.en}"),
        short=Text(name.zh, name.en.capitalize()),
        formula=_formula(item, part),
        unit=item.unit,
        kind="count",
        direction=DIRECTION[part],
        sources=(*_REGISTERS, "incomes") if key == "line" else _REGISTERS,
        rule_group="poverty_line" if key == "line" else None,
        rule=None if key == "line" else f"safety_net.{key}",
        disclosure="sensitive" if item.is_sensitive else None,
        note=item.note,
    )


METRICS = (
    *(_metric(key, part) for key in ITEMS for part in PARTS),
    *(share_of(_metric(key, "covered"), safety_id(key, SHARE), ITEMS_IN_WORDS[key].name) for key in ITEMS),
)
