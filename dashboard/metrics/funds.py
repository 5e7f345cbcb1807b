"""Figures of poverty alleviation money and projects (扶贫资金与项目); money in yuan."""

from dashboard.metrics.model import PERCENT, PLACES, YUAN, Dimension, Metric, Unit
from data.text import Text

BY_PROJECT: tuple[Dimension, ...] = (*PLACES, "category", "department")
BY_ENTRY: tuple[Dimension, ...] = (*PLACES, "category", "level", "department")
PLACE_NOTE = Text(
    "实施地点跨区域或为全县的，列入“未分配”；分项之和等于合计。",
    'Projects that reach beyond one place go to "unassigned"; parts always sum to the total.',
)
PROJECTS = Unit("个", "projects", "project")

METRICS = (
    Metric(
        id="funds.planned",
        name=Text("批复资金", "Planned money"),
        short=Text("批复", "Planned"),
        formula=Text("项目库全部项目批复资金之和", "Sum of the approved money of every project in the register"),
        unit=YUAN,
        kind="money",
        direction="neutral",
        sources=("projects",),
        dimensions=BY_PROJECT,
        note=Text(
            "按现有项目库计，不随截止日变化；不与下达、拨付相加。",
            "As now registered, whatever the date; never added to money allocated or disbursed.",
        ),
    ),
    Metric(
        id="funds.allocated",
        name=Text("下达资金", "Allocated money"),
        short=Text("下达", "Allocated"),
        formula=Text("下达日期不晚于截止日的下达金额之和", "Sum of the amounts allocated by the date"),
        unit=YUAN,
        kind="money",
        direction="neutral",
        sources=("allocations", "projects"),
        dimensions=BY_ENTRY,
        note=PLACE_NOTE,
    ),
    Metric(
        id="funds.disbursed",
        name=Text("拨付资金", "Disbursed money"),
        short=Text("拨付", "Disbursed"),
        formula=Text(
            "拨付日期不晚于截止日的拨付金额之和，冲销为负数",
            "Sum of the amounts disbursed by the date, reversals counted as negative",
        ),
        unit=YUAN,
        kind="money",
        direction="higher_better",
        sources=("disbursements", "projects"),
        dimensions=BY_ENTRY,
        note=Text(
            "按拨付记录的村编码归入区域，无村编码的列入“未分配”。",
            'Goes to the village of the entry; entries without one go to "unassigned".',
        ),
    ),
    Metric(
        id="funds.progress",
        name=Text("资金拨付率", "Disbursement rate"),
        short=Text("拨付率", "Disbursed share"),
        formula=Text("拨付资金 ÷ 下达资金", "Disbursed money ÷ allocated money"),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="higher_better",
        sources=("disbursements", "allocations", "projects"),
        dimensions=("category", "level", "department"),
        note=Text(
            "不按区域分：下达按项目归集，拨付按村归集，两者不可相除。",
            "Not by place: money is allocated to projects but disbursed to villages, so the two do not divide.",
        ),
    ),
    Metric(
        id="funds.projects",
        name=Text("项目数", "Projects"),
        short=Text("项目", "Projects"),
        formula=Text("项目库中的项目个数", "Projects in the register"),
        unit=PROJECTS,
        kind="count",
        direction="neutral",
        sources=("projects",),
        dimensions=BY_PROJECT,
        note=PLACE_NOTE,
    ),
    Metric(
        id="funds.categories",
        name=Text("项目大类数", "Project categories"),
        short=Text("大类", "Categories"),
        formula=Text("项目库中不同项目大类的个数", "Different project categories (项目大类) in the register"),
        unit=Unit("类", "categories", "category"),
        kind="count",
        direction="neutral",
        sources=("projects",),
        rule="control.categories",
    ),
    Metric(
        id="funds.items",
        name=Text("项目小项数", "Project items"),
        short=Text("小项", "Items"),
        formula=Text(
            "项目库中不同“大类＋小项”的个数",
            "Different pairs of category and item (项目小项) in the register",
        ),
        unit=Unit("项", "items", "item"),
        kind="count",
        direction="neutral",
        sources=("projects",),
        rule="control.items",
        note=Text("没有一行填写小项时为无数据。", "No data where no row holds an item."),
    ),
    Metric(
        id="projects.completed",
        name=Text("已完工项目", "Projects completed"),
        short=Text("已完工", "Completed"),
        formula=Text("形象进度为 100% 的项目个数", "Projects whose physical progress (形象进度) is 100%"),
        unit=PROJECTS,
        kind="count",
        direction="higher_better",
        sources=("projects",),
        note=Text("没有一行填写形象进度时为无数据。", "No data where no row holds the progress."),
    ),
)
