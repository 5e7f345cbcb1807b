"""Figures of oversight (监督): cases open, overdue and closed, days to close; projects without public notice."""

from dashboard.metrics.model import Direction, Metric, Source, Unit
from data.text import Text

CASES = Unit("件", "cases", "case")
DAYS = Unit("天", "days", "day")
PROJECTS = Unit("个项目", "projects", "project")
REGISTERS: tuple[Source, ...] = ("oversight",)
RULES = "case_days"
OF_CASES = Text(
    "以监督台账的整改状态和整改日期为准；整改状态留空的，没有问题要整改，只计入登记数。",
    "By rectification status and day in the register of oversight; a case whose status is blank had nothing to put "
    "right and counts among the entries only.",
)


def _counted(name: str, title: Text, formula: Text, *, direction: Direction, rules: str | None = None) -> Metric:
    return Metric(
        id=f"cases.{name}",
        name=title,
        short=Text(title.zh.removesuffix("的监督事项"), title.en),
        formula=formula,
        unit=CASES,
        kind="count",
        direction=direction,
        sources=REGISTERS,
        rule_group=rules,
        note=OF_CASES,
    )


METRICS = (
    _counted(
        "registered",
        Text("登记的监督事项", "Cases of oversight"),
        Text(
            "截止日前登记的公告公示、信访举报、督查检查和审计事项数",
            "Notices, complaints, inspections and audits by the date",
        ),
        direction="neutral",
    ),
    _counted(
        "to_put_right",
        Text("有问题要整改的监督事项", "Cases with something to put right"),
        Text(
            "截止日前登记、整改状态不为空的事项数，已办结的也计入",
            "Cases entered by the date whose rectification status is not blank, those closed included",
        ),
        direction="neutral",
    ),
    _counted(
        "open",
        Text("未办结的监督事项", "Cases open"),
        Text(
            "截止日前登记、有问题要整改而截止日时尚未整改的事项数",
            "Cases entered by the date with something to put right that was not put right by then",
        ),
        direction="lower_better",
    ),
    _counted(
        "overdue",
        Text("逾期的监督事项", "Cases overdue"),
        Text(
            "截止日时未办结、登记至今超过该类办结期限的事项数",
            "Open cases entered longer ago than the time set for their type",
        ),
        direction="lower_better",
        rules=RULES,
    ),
    _counted(
        "closed",
        Text("已办结的监督事项", "Cases closed"),
        Text("截止日前登记并已整改的事项数", "Cases entered and put right by the date"),
        direction="higher_better",
    ),
    Metric(
        id="cases.days_to_close",
        name=Text("平均办结天数", "Days to close a case"),
        short=Text("平均办结天数", "Days to close"),
        formula=Text(
            "已办结事项从登记到整改的天数之和 ÷ 有整改日期的已办结事项数",
            "Days from entry to rectification of closed cases, added up ÷ closed cases with a day of rectification",
        ),
        unit=DAYS,
        kind="count",
        direction="lower_better",
        sources=REGISTERS,
        note=OF_CASES,
    ),
    Metric(
        id="projects.without_notice",
        name=Text("没有公告公示的项目", "Projects without public notice"),
        short=Text("未公示项目", "No notice"),
        formula=Text(
            "项目库中，截止日前监督台账没有一条公告公示点名的项目数",
            "Projects of the library that no public notice in the register of oversight names by the date",
        ),
        unit=PROJECTS,
        kind="count",
        direction="lower_better",
        sources=("projects", "oversight"),
        note=Text(
            "以监督台账为准：贴在村里而没有登记的公示，这里看不到；台账没有登记任何项目公示的，未能计量。",
            "By the register of oversight: a notice posted in a village and not entered is not seen here; "
            "where no notice of any project is entered, it is not known.",
        ),
    ),
    Metric(
        id="projects.paid",
        name=Text("有拨付的项目", "Projects with money paid"),
        short=Text("有拨付", "Paid"),
        formula=Text(
            "项目库中截止日前拨付台账有分录的项目数",
            "Projects of the library with an entry of the disbursement ledger by the date",
        ),
        unit=PROJECTS,
        kind="count",
        direction="neutral",
        sources=("projects", "disbursements"),
    ),
)
