"""Figures of the ledger flags (台账疑点): what each rule examined, what it singled out, and the money of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.metrics.funds import PROJECTS
from dashboard.metrics.model import YUAN, Metric, Source, Unit
from data.text import Text

Part = Literal["found", "examined", "left_out", "amount"]
ENTRIES = Unit("笔", "entries", "entry")
PAYEES = Unit("个收款人", "payees", "payee")
NOTE = Text(
    "疑点不等于违规：按规则自动筛出，须经核实。只按全县计；各条规则会重叠，金额不相加。",
    "A flag is a lead, not a verdict: people look into it. Of the whole county; rules overlap, so their amounts are "
    "not added.",
)

LEFT_OUT = Text("缺少规则所需数据、未查的个数", "Those that lack the data needed and were not examined")
COUNTED = frozenset({"examined", "left_out"})
LEAVING_OUT = frozenset({"before_allocation", "over_disbursed", "stalled"})
"""Flags that cannot examine every entry or project."""


@dataclass(frozen=True, slots=True)
class _Flag:
    """The words of a flag: what it is called, its rule, what it examines, singles out and adds up."""

    kind: str
    name: Text
    rule: str
    unit: Unit
    sources: tuple[Source, ...]
    examined: Text
    found: Text
    amount: Text


_FLAGS = (
    _Flag(
        "reversal",
        Text("冲销", "Reversal"),
        "flag.reversal",
        ENTRIES,
        ("disbursements", "projects"),
        Text("截止日前的拨付台账分录数", "Entries of the disbursement ledger by the date"),
        Text("已查的分录中拨付金额为负的笔数", "Entries examined whose amount is negative"),
        Text("筛出的分录拨付金额之和", "Sum of the amounts of the entries flagged"),
    ),
    _Flag(
        "before_allocation",
        Text("先拨后下", "Early entry"),
        "flag.entry_before_allocation",
        ENTRIES,
        ("disbursements", "allocations", "projects"),
        Text("截止日前、所属项目已有下达的拨付分录数", "Entries by the date whose project was allocated money by then"),
        Text(
            "已查的分录中拨付日期早于项目首次下达日期的笔数",
            "Entries examined that are dated before their project's first allocation",
        ),
        Text("筛出的分录拨付金额之和", "Sum of the amounts of the entries flagged"),
    ),
    _Flag(
        "over_disbursed",
        Text("超拨", "Over-disbursed"),
        "flag.over_disbursed",
        PROJECTS,
        ("disbursements", "allocations", "projects"),
        Text("截止日前有拨付的项目数", "Projects with an entry of disbursement by the date"),
        Text("已查的项目中累计拨付多于累计下达的项目数", "Projects examined with more disbursed than allocated"),
        Text("筛出项目的累计拨付 − 累计下达", "Money disbursed to the projects flagged − money allocated to them"),
    ),
    _Flag(
        "stalled",
        Text("进度停滞", "Stalled"),
        "flag.stalled_days",
        PROJECTS,
        ("projects",),
        Text("项目库中填写了形象进度的项目数", "Projects of the register that tell their physical progress"),
        Text(
            "已查的项目中早过计划完工日而形象进度不足的项目数",
            "Projects examined that are long past their planned finish with little of the work done",
        ),
        Text("筛出项目的批复资金之和", "Planned money of the projects flagged"),
    ),
    _Flag(
        "same_payee",
        Text("同一收款人", "Same payee"),
        "flag.same_payee_projects",
        PAYEES,
        ("disbursements", "projects"),
        Text("截止日前拨付台账中不同收款人的个数", "Different payees of the disbursement ledger by the date"),
        Text("已查的收款人中在多个项目收款的人数", "Payees examined who receive money from several projects"),
        Text("筛出的收款人全部分录金额之和", "Sum of all entries of the payees flagged"),
    ),
)
_PARTS: dict[Part, Text] = {
    "found": Text("筛出", "flagged"),
    "examined": Text("已查", "examined"),
    "left_out": Text("未查", "left out"),
    "amount": Text("金额", "amount"),
}


def flag_id(kind: str, part: Part) -> str:
    """Return the id of a flag's figure."""
    return f"flag.{kind}.{part}"


def _metric(flag: _Flag, part: Part) -> Metric:
    formulas = {"found": flag.found, "examined": flag.examined, "left_out": LEFT_OUT, "amount": flag.amount}
    word = _PARTS[part]
    return Metric(
        id=flag_id(flag.kind, part),
        name=Text(f"疑点“{flag.name.zh}”：{word.zh}", f'Flag "{flag.name.en}": {word.en}'),
        short=Text(f"{flag.name.zh}{word.zh}", f"{flag.name.en}: {word.en}"),
        formula=formulas[part],
        unit=YUAN if part == "amount" else flag.unit,
        kind="money" if part == "amount" else "count",
        direction="neutral" if part in COUNTED else "lower_better",
        sources=flag.sources,
        rule=flag.rule,
        note=NOTE,
    )


PARTS_OF: Mapping[str, tuple[Part, ...]] = {
    flag.kind: tuple(part for part in _PARTS if part != "left_out" or flag.kind in LEAVING_OUT) for flag in _FLAGS
}
"""What is told of each flag."""
TOTAL = "flag.total"
"""The figure of all flags together: of entries, projects and payees alike."""
METRICS = (
    *(_metric(flag, part) for flag in _FLAGS for part in PARTS_OF[flag.kind]),
    Metric(
        id=TOTAL,
        name=Text("台账疑点条数", "Flags in the ledgers"),
        short=Text("台账疑点", "Flags"),
        formula=Text(
            "查过的各条规则筛出的分录、项目和收款人个数之和；一笔钱触及几条规则就计几条",
            "Entries, projects and payees that the rules with data single out, added up; what several rules single out "
            "counts for each",
        ),
        unit=Unit("条", "flags", "flag"),
        kind="count",
        direction="lower_better",
        sources=("disbursements", "allocations", "projects"),
        rule_group="flag",
        note=NOTE,
    ),
)
