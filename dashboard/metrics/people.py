"""Figures of registered poor people (建档立卡贫困人口); counts of people count persons (人), not households."""

from dashboard.metrics.model import PEOPLE, PERCENT, PLACES, Metric, Source
from data.text import Text

REGISTRY: tuple[Source, ...] = ("households", "persons", "household_changes")

METRICS = (
    Metric(
        id="people.registered",
        name=Text("在册贫困人口", "Registered people"),
        short=Text("在册人口", "Registered"),
        formula=Text(
            "识别日期不晚于截止日的户的人数，不含已清退的户和自然减少的人（含已脱贫的）",
            "Persons of households identified by the date, without removed households and persons who left; "
            "those moved out of poverty are included",
        ),
        unit=PEOPLE,
        kind="count",
        direction="neutral",
        sources=REGISTRY,
        dimensions=PLACES,
    ),
    Metric(
        id="people.poor",
        name=Text("未脱贫人口", "People still poor"),
        short=Text("未脱贫", "Still poor"),
        formula=Text(
            "在册贫困人口中，所在户处于贫困状态（未脱贫或返贫）的人数",
            "Registered people in households that are poor: not yet out, or returned",
        ),
        unit=PEOPLE,
        kind="count",
        direction="lower_better",
        sources=REGISTRY,
        dimensions=PLACES,
        note=Text(
            "恒等式：基期 + 新识别 + 返贫 + 自然增加 − 脱贫 − 清退 − 自然减少。",
            "Identity: baseline + newly identified + returned + natural increase − out − removed − natural decrease.",
        ),
    ),
    Metric(
        id="people.out",
        name=Text("已脱贫人口", "People out of poverty"),
        short=Text("已脱贫", "Out"),
        formula=Text(
            "在册贫困人口中，所在户最近一次变动为“脱贫”的人数",
            "Registered people in households whose last change by the date is moving out of poverty",
        ),
        unit=PEOPLE,
        kind="count",
        direction="higher_better",
        sources=REGISTRY,
        dimensions=PLACES,
    ),
    Metric(
        id="people.returned",
        name=Text("返贫人口", "People returned to poverty"),
        short=Text("返贫", "Returned"),
        formula=Text(
            "在册贫困人口中，所在户最近一次变动为“返贫”的人数",
            "Registered people in poor households whose last change by the date is a return to poverty",
        ),
        unit=PEOPLE,
        kind="count",
        direction="lower_better",
        sources=REGISTRY,
        dimensions=PLACES,
        note=Text("已包含在未脱贫人口中。", "Part of the people still poor."),
    ),
    Metric(
        id="people.incidence",
        name=Text("贫困发生率", "Poverty incidence"),
        short=Text("发生率", "Incidence"),
        formula=Text(
            "未脱贫人口 ÷ 名册各村总人口之和（先求和，后相除）",
            "People still poor ÷ total population of the listed villages (sums first, then the ratio)",
        ),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="lower_better",
        sources=("villages", *REGISTRY),
        rule="village_criterion.incidence_share",
        dimensions=PLACES,
        note=Text(
            "分母为名册所列村的户籍人口，不是全县农村人口；3% 线对单个村适用。",
            "The denominator is the population of the listed villages, not of the whole rural county; "
            "the 3% line applies to a single village.",
        ),
    ),
    Metric(
        id="people.out_share",
        name=Text("脱贫比例", "Share of people out of poverty"),
        short=Text("脱贫比例", "Share out"),
        formula=Text("已脱贫人口 ÷ 在册贫困人口", "People out of poverty ÷ registered people"),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="higher_better",
        sources=REGISTRY,
        rule="goal.out_share",
        dimensions=PLACES,
    ),
)
