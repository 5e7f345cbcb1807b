"""Figures of registered poor households (建档立卡贫困户)."""

from dashboard.metrics.model import HOUSEHOLDS, PLACES, Metric, Source
from data.text import Text

REGISTRY: tuple[Source, ...] = ("households", "household_changes")

METRICS = (
    Metric(
        id="households.registered",
        name=Text("在册贫困户", "Registered households"),
        short=Text("在册户", "Registered"),
        formula=Text(
            "识别日期不晚于截止日的户数，不含已清退的户（含已脱贫的）",
            "Households identified by the date, without removed ones; those moved out of poverty are included",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="neutral",
        sources=REGISTRY,
        dimensions=PLACES,
    ),
    Metric(
        id="households.poor",
        name=Text("未脱贫户", "Households still poor"),
        short=Text("未脱贫", "Still poor"),
        formula=Text(
            "在册贫困户中处于贫困状态（未脱贫或返贫）的户数",
            "Registered households that are poor: not yet out, or returned",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="lower_better",
        sources=REGISTRY,
        dimensions=PLACES,
    ),
    Metric(
        id="households.out",
        name=Text("已脱贫户", "Households out of poverty"),
        short=Text("已脱贫", "Out"),
        formula=Text(
            "在册贫困户中，最近一次变动为“脱贫”的户数",
            "Registered households whose last change by the date is moving out of poverty",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="higher_better",
        sources=REGISTRY,
        dimensions=PLACES,
    ),
    Metric(
        id="households.returned",
        name=Text("返贫户", "Households returned to poverty"),
        short=Text("返贫", "Returned"),
        formula=Text(
            "在册贫困户中，最近一次变动为“返贫”的户数",
            "Registered households whose last change by the date is a return to poverty",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="lower_better",
        sources=REGISTRY,
        dimensions=PLACES,
        note=Text("已包含在未脱贫户中。", "Part of the households still poor."),
    ),
    Metric(
        id="households.paired",
        name=Text("有帮扶责任人的户", "Households with a responsible helper"),
        short=Text("结对帮扶", "Paired"),
        formula=Text(
            "在册贫困户中登记了帮扶责任人的户数",
            "Registered households for which a responsible helper (帮扶责任人) is recorded",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="higher_better",
        sources=REGISTRY,
        dimensions=PLACES,
        note=Text(
            "台账无“帮扶责任人”一列时为无数据，不是 0。",
            "No data, not 0, where the register has no column of helpers.",
        ),
    ),
)
