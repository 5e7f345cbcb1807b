"""Figures of assistance (帮扶): villages by who is posted to them, time on post, responsible helpers, causes named."""

from dashboard.metrics.households import REGISTRY
from dashboard.metrics.model import HOUSEHOLDS, PEOPLE, PERCENT, PLACES, VILLAGES, Direction, Metric, Source
from dashboard.metrics.staff import AS_REGISTERED, TEAMS
from data.text import Text

NO_HELPER_COLUMN = Text(
    "台账无“帮扶责任人”一列时为无数据，不是 0。",
    "No data, not 0, where the register has no column of helpers.",
)
SAME_HELPER = Text(
    "台账没有帮扶责任人编号，姓名和单位都相同的算同一人。",
    "Helpers have no number in the register: the same name and unit count as one person.",
)

METRICS = (
    Metric(
        id="villages.without_team",
        name=Text("没有驻村力量的贫困村", "Poor villages with nobody posted"),
        short=Text("无驻村力量", "Nobody posted"),
        formula=Text(
            "既没有驻村工作队也没有第一书记的贫困村个数",
            "Poor villages with neither a work team nor a first secretary",
        ),
        unit=VILLAGES,
        kind="count",
        direction="lower_better",
        sources=("villages", "teams", "first_secretaries"),
        dimensions=PLACES,
        note=AS_REGISTERED,
    ),
    Metric(
        id="households.unpaired",
        name=Text("没有帮扶责任人的户", "Households without a responsible helper"),
        short=Text("无责任人", "No helper"),
        formula=Text(
            "在册贫困户中没有登记帮扶责任人的户数",
            "Registered households for which no responsible helper (帮扶责任人) is recorded",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="lower_better",
        sources=REGISTRY,
        dimensions=PLACES,
        note=NO_HELPER_COLUMN,
    ),
    Metric(
        id="households.poor_unpaired",
        name=Text("没有帮扶责任人的未脱贫户", "Households still poor without a helper"),
        short=Text("未脱贫无责任人", "Poor, no helper"),
        formula=Text(
            "未脱贫户（未脱贫或返贫）中没有登记帮扶责任人的户数",
            "Households still poor (not yet out, or returned) for which no responsible helper is recorded",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="lower_better",
        sources=REGISTRY,
        dimensions=PLACES,
        note=NO_HELPER_COLUMN,
    ),
    Metric(
        id="households.lost_helper",
        name=Text("失去帮扶责任人的未脱贫户", "Poor households that lost their helper"),
        short=Text("失去责任人", "Lost helper"),
        formula=Text(
            "未脱贫户中，以前的报送登记了帮扶责任人、现有一行没有登记的户数（不脱贫不脱钩）",
            "Households still poor whose row named a responsible helper in an earlier delivery and names none now",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="lower_better",
        sources=REGISTRY,
        dimensions=PLACES,
        note=Text(
            "由户册各版次比对得出，只看所示版次及以前的报送。",
            "Found by comparing the versions of the register up to the edition shown.",
        ),
    ),
)


def _posted(register: Source, words: Text, *, many: str, title: Text, how: Text) -> Metric:
    prefix = "teams" if register == "teams" else "secretaries"
    lacking: Direction = "lower_better" if many == "none" else "neutral"
    return Metric(
        id=f"villages.{prefix}_{many}",
        name=Text(f"{title.zh}{words.zh}的贫困村", f"Poor villages with {title.en} {words.en}"),
        short=Text(f"{title.zh}{words.zh}"[:8], f"{title.en.capitalize()} {words.en}"),
        formula=Text(f"{how.zh}{words.zh}的贫困村个数", f"Poor villages with {how.en} {words.en} in the register"),
        unit=VILLAGES,
        kind="count",
        direction=lacking,
        sources=("villages", register),
        note=AS_REGISTERED,
    )


_MANY: tuple[tuple[str, Text, Text], ...] = (
    ("none", Text("没有", "no"), Text("没有", "no")),
    ("one", Text("一个", "one"), Text("恰有一个", "exactly one")),
    ("several", Text("多个", "several"), Text("有两个及以上", "two or more of the kind")),
)

SCREEN_METRICS = (
    Metric(
        id="villages.poor_listed",
        name=Text("名册所列贫困村", "Poor villages in the register"),
        short=Text("贫困村", "Poor villages"),
        formula=Text(
            "贫困村名册中省级、县级贫困村的个数，不看认定日期",
            "Villages of the province's and the county's lists in the register, whenever they were identified",
        ),
        unit=VILLAGES,
        kind="count",
        direction="neutral",
        sources=("villages",),
        note=AS_REGISTERED,
    ),
    Metric(
        id="first_secretaries.elsewhere",
        name=Text("非贫困村的第一书记", "First secretaries of villages that are not poor"),
        short=Text("非贫困村书记", "Elsewhere"),
        formula=Text(
            "第一书记台账中所驻村不是贫困村的人数",
            "First secretaries in the register whose village is not a poor village",
        ),
        unit=PEOPLE,
        kind="count",
        direction="neutral",
        sources=("villages", "first_secretaries"),
        note=AS_REGISTERED,
    ),
    *(_posted("teams", Text("工作队", "work team"), many=m, title=title, how=how) for m, title, how in _MANY),
    *(
        _posted("first_secretaries", Text("第一书记", "first secretary"), many=m, title=title, how=how)
        for m, title, how in _MANY
    ),
    Metric(
        id="teams.total",
        name=Text("驻村工作队", "Village work teams"),
        short=Text("工作队", "Teams"),
        formula=Text("驻村工作队台账中的工作队个数，省市和县级合计", "Work teams in the register, of either level"),
        unit=TEAMS,
        kind="count",
        direction="neutral",
        sources=("teams",),
        note=AS_REGISTERED,
    ),
    Metric(
        id="teams.on_post",
        name=Text("在驻工作队", "Work teams on post"),
        short=Text("在驻工作队", "On post"),
        formula=Text(
            "进驻日期不晚于截止日的工作队个数；驻村月数为进驻日期到截止日的足月数",
            "Work teams that arrived by the date; months on post are whole months since the day of arrival",
        ),
        unit=TEAMS,
        kind="count",
        direction="neutral",
        sources=("teams",),
    ),
    Metric(
        id="first_secretaries.on_post",
        name=Text("在任第一书记", "First secretaries in office"),
        short=Text("在任第一书记", "In office"),
        formula=Text(
            "任职日期不晚于截止日的第一书记人数；任职月数为任职日期到截止日的足月数",
            "First secretaries appointed by the date; months in office are whole months since the appointment",
        ),
        unit=PEOPLE,
        kind="count",
        direction="neutral",
        sources=("first_secretaries",),
    ),
    Metric(
        id="helpers.total",
        name=Text("帮扶责任人", "Responsible helpers"),
        short=Text("责任人", "Helpers"),
        formula=Text(
            "所选范围内在册贫困户登记的帮扶责任人个数；联系户数为其在该范围内联系的在册户数",
            "Helpers named by registered households of the place; their load is the households they have there",
        ),
        unit=PEOPLE,
        kind="count",
        direction="neutral",
        sources=REGISTRY,
        note=SAME_HELPER,
    ),
    Metric(
        id="households.of_helper",
        name=Text("一名帮扶责任人联系的户", "Households of one helper"),
        short=Text("联系户", "Households"),
        formula=Text(
            "所选范围内在册贫困户中登记该帮扶责任人的户数", "Registered households of the place that name the helper"
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="neutral",
        sources=REGISTRY,
        note=SAME_HELPER,
    ),
    Metric(
        id="households.cause_share",
        name=Text("某主要致贫原因的未脱贫户占比", "Share of households still poor by main cause"),
        short=Text("占未脱贫户", "Share"),
        formula=Text(
            "以该原因为主要致贫原因的未脱贫户 ÷ 全部未脱贫户",
            "Households still poor whose main cause it is ÷ all households still poor",
        ),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="neutral",
        sources=REGISTRY,
        disclosure="sensitive",
    ),
    Metric(
        id="households.with_cause",
        name=Text("写有某致贫原因的未脱贫户", "Households still poor naming a cause"),
        short=Text("写有该原因", "Name the cause"),
        formula=Text(
            "未脱贫户中，主要或其他致贫原因里有该原因的户数",
            "Households still poor that name the cause, as the main one or as another one",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="neutral",
        sources=REGISTRY,
        disclosure="sensitive",
    ),
    Metric(
        id="households.both_causes",
        name=Text("同时写有两种致贫原因的未脱贫户", "Households still poor naming both causes"),
        short=Text("两因并存", "Both causes"),
        formula=Text(
            "未脱贫户中，两种原因都写在主要或其他致贫原因里的户数",
            "Households still poor that name both causes, each as the main one or as another one",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="neutral",
        sources=REGISTRY,
        disclosure="sensitive",
    ),
)
