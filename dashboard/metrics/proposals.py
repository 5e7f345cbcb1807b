"""Figures that a proposal of the speech (提案建议) needs and no other page has; the scorecard shows them."""

from dataclasses import replace

from dashboard.metrics.model import HOUSEHOLDS, PERCENT, VILLAGES, Direction, Kind, Metric, Source, Unit
from data.text import Text

CHANGES = Unit("条", "entries", "entry")
KINDS = Unit("类对象", "kinds of subject", "kind of subject")
PROPOSALS = Unit("件", "proposals", "proposal")
TIMELY_RULE = "proposal.timely_days"


def _figure(
    name: str,
    title: tuple[str, str],
    formula: tuple[str, str],
    *,
    unit: Unit,
    sources: tuple[Source, ...],
    direction: Direction = "higher_better",
    note: tuple[str, str] | None = None,
    short: tuple[str, str] | None = None,
) -> Metric:
    kind: Kind = "share" if unit is PERCENT else "count"
    return Metric(
        id=f"proposals.{name}",
        name=Text(*title),
        short=Text(*(short or title)),
        formula=Text(*formula),
        unit=unit,
        kind=kind,
        decimals=1 if kind == "share" else 0,
        direction=direction,
        sources=sources,
        note=Text(*note) if note else None,
    )


BY_PLACE = (
    _figure(
        "county_villages",
        ("县级贫困村", "Villages on the county's list"),
        (
            "认定日期不晚于截止日、贫困村类型为“县级”的村个数（含已退出的）",
            "Villages of the county's list identified by the date, those that exited included",
        ),
        unit=VILLAGES,
        sources=("villages",),
        direction="neutral",
    ),
    _figure(
        "households_planned",
        ("有帮扶措施的在册户", "Registered households with a measure"),
        (
            "在册户中，截止日前全户或任一成员有至少一项帮扶措施的户数（计划中的也算）",
            "Registered households with at least one measure of theirs or of a member by the date, planned ones too",
        ),
        short=("有措施的户", "With a measure"),
        unit=HOUSEHOLDS,
        sources=("households", "household_changes", "measures"),
    ),
    _figure(
        "villages_advanced",
        ("有整村推进项目的贫困村", "Villages with a whole-village project"),
        (
            "截止日前认定的贫困村中，至少有一个所属工程为“整村推进”的项目写明本村的村个数",
            "Poor villages identified by the date that at least one project of whole-village advance names",
        ),
        short=("整村推进村", "Whole-village"),
        unit=VILLAGES,
        sources=("villages", "projects"),
        note=("项目库按现有台账计，不随截止日变化。", "The library counts as now registered, whatever the date."),
    ),
    _figure(
        "villages_ecology",
        ("有生态环境保护项目的贫困村", "Villages with an ecology project"),
        (
            "截止日前认定的贫困村中，至少有一个所属工程为“生态环境保护”的项目写明本村的村个数",
            "Poor villages identified by the date that at least one project of ecological protection names",
        ),
        short=("有生态项目的村", "Ecology"),
        unit=VILLAGES,
        sources=("villages", "projects"),
        note=("项目库按现有台账计，不随截止日变化。", "The library counts as now registered, whatever the date."),
    ),
    _figure(
        "households_loan",
        ("享受创业贷款贴息的在册户", "Registered households with a subsidised start-up loan"),
        (
            "在册户中，截止日前有“创业贷款贴息”措施（不含计划）的户数",
            "Registered households with a measure of subsidised start-up loans by the date, planned ones left out",
        ),
        short=("贷款贴息户", "With a loan"),
        unit=HOUSEHOLDS,
        sources=("households", "household_changes", "measures"),
    ),
)
"""Figures that follow the screen's filter of places."""

WHOLE = (
    _figure(
        "changes",
        ("动态管理变动", "Changes on record"),
        (
            "基期之后、截止日前，动态管理台账中脱贫、返贫、新识别、清退的条数",
            "Entries after the baseline and by the date that move a household out, back, in, or off the register",
        ),
        unit=CHANGES,
        sources=("household_changes",),
        direction="neutral",
    ),
    replace(
        _figure(
            "changes_timely",
            ("及时报送的变动", "Changes delivered in time"),
            (
                "上述变动中，首次报送的日期距变动日期不超过规定天数的条数",
                "Those of these changes that were first delivered within the days of the rule after they happened",
            ),
            unit=CHANGES,
            sources=("household_changes",),
            note=(
                "以报送日期为准；讲话只写“及时”，天数待县里确认。",
                "By the day of delivery; the speech says only in time: the days await the county's confirmation.",
            ),
        ),
        rule=TIMELY_RULE,
    ),
    _figure(
        "kinds_assessed",
        ("上一个半年已考核的对象类别", "Kinds of subject assessed in the last half-year"),
        (
            "截止日前最近一个已结束的半年里，有考核得分的对象类别数（部门、乡镇、驻村工作队、第一书记）",
            (
                "Kinds of subject with scores in the last half-year ended by the date: departments, towns, work teams, "
                "first secretaries"
            ),
        ),
        short=("已考核类别", "Kinds assessed"),
        unit=KINDS,
        sources=("assessments",),
    ),
    _figure(
        "filed",
        ("提案建议", "Proposals on the register"),
        ("提案建议台账中的件数", "Rows of the register of proposals"),
        unit=PROPOSALS,
        sources=("proposals",),
        direction="neutral",
    ),
    _figure(
        "closed",
        ("已办结的提案建议", "Proposals closed"),
        ("提案建议台账中状态为“已办结”的件数", "Rows of the register of proposals whose status is closed"),
        short=("已办结提案", "Closed"),
        unit=PROPOSALS,
        sources=("proposals",),
    ),
    _figure(
        "overdue",
        ("逾期未办结的提案建议", "Proposals overdue"),
        (
            "提案建议台账中，办理期限早于截止日而状态不是“已办结”的件数",
            "Rows of the register of proposals due before the date whose status is not closed",
        ),
        short=("逾期提案", "Overdue"),
        unit=PROPOSALS,
        sources=("proposals",),
        direction="lower_better",
    ),
)
"""Figures of the county as a whole."""

METRICS = (*BY_PLACE, *WHOLE)
