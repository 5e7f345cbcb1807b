"""Figures of the five works (五大工程): villages with projects in the library, services, unsafe houses."""

from dashboard.metrics.model import HOUSEHOLDS, VILLAGES, Direction, Metric, Source
from data.text import Text

LIBRARY: tuple[Source, ...] = ("villages", "projects")
CHECKS: tuple[Source, ...] = ("villages", "village_checks")
HOUSES: tuple[Source, ...] = ("households", "household_changes")
NAMED = Text(
    "项目库不随截止日变化；实施地点写“全县”的项目不计入任何村。",
    "The library does not depend on the date; a project of the whole county counts for no village.",
)
PROXY = Text("替代指标：没有台账登记城乡服务水平之差。", "A proxy: no register tells how services differ.")


def _villages(name: str, title: Text, short: Text, *, formula: Text, direction: Direction) -> Metric:
    return Metric(
        id=f"villages.{name}",
        name=title,
        short=short,
        formula=formula,
        unit=VILLAGES,
        kind="count",
        direction=direction,
        sources=LIBRARY if name.endswith(("project", "projects")) else CHECKS,
        rule=None if name.endswith(("project", "projects")) else "services.proxy",
        note=NAMED if name.endswith(("project", "projects")) else PROXY,
    )


METRICS = (
    _villages(
        "with_project",
        Text("有项目的贫困村", "Poor villages with a project"),
        Text("有项目的村", "With a project"),
        formula=Text(
            "在册贫困村中，项目库至少一个项目的实施地点写明该村的村数",
            "Registered poor villages named as a place by at least one project of the library",
        ),
        direction="higher_better",
    ),
    _villages(
        "without_project",
        Text("没有项目的贫困村", "Poor villages without a project"),
        Text("没有项目的村", "Without one"),
        formula=Text(
            "在册贫困村中，项目库没有项目写明该村的村数",
            "Registered poor villages that no project of the library names as a place",
        ),
        direction="lower_better",
    ),
    _villages(
        "one_project",
        Text("只有一个项目的贫困村", "Poor villages with a single project"),
        Text("一个项目的村", "With one"),
        formula=Text(
            "在册贫困村中，项目库恰有一个项目写明该村的村数",
            "Registered poor villages that just one project of the library names as a place",
        ),
        direction="neutral",
    ),
    _villages(
        "several_projects",
        Text("有几个项目的贫困村", "Poor villages with several projects"),
        Text("几个项目的村", "With several"),
        formula=Text(
            "在册贫困村中，项目库有两个及以上项目写明该村的村数",
            "Registered poor villages that two or more projects of the library name as a place",
        ),
        direction="higher_better",
    ),
    _villages(
        "services_met",
        Text("卫生室、电、水都达标的贫困村", "Poor villages with clinic, electricity and water"),
        Text("三项都达标", "All three met"),
        formula=Text(
            "在册贫困村中，截止日前最近一次核查卫生室、电力入户、安全饮水三项都达到的村数",
            "Registered poor villages that meet clinic, electricity and safe water at the latest check by the date",
        ),
        direction="higher_better",
    ),
    _villages(
        "services_unmet",
        Text("卫生室、电、水未全达标的贫困村", "Poor villages lacking clinic, electricity or water"),
        Text("未全达标", "Not all met"),
        formula=Text(
            "在册贫困村中，截止日前最近一次核查卫生室、电力入户、安全饮水至少一项未达到的村数",
            "Registered poor villages that lack at least one of the three at the latest check by the date",
        ),
        direction="lower_better",
    ),
    Metric(
        id="households.unsafe_house",
        name=Text("仍住危房的在册户", "Registered households in unsafe houses"),
        short=Text("危房户", "Unsafe houses"),
        formula=Text(
            "在册贫困户中，户册“是否危房户”为是的户数", "Registered households whose register says the house is unsafe"
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="lower_better",
        sources=HOUSES,
        note=Text("按户册现状，不随截止日变化。", "As the register last says, whatever the date."),
    ),
    Metric(
        id="households.house_unknown",
        name=Text("未登记是否危房的在册户", "Registered households whose house is not told"),
        short=Text("危房未登记", "House unknown"),
        formula=Text(
            "在册贫困户中，户册“是否危房户”空白的户数",
            "Registered households whose register does not tell of the house",
        ),
        unit=HOUSEHOLDS,
        kind="count",
        direction="lower_better",
        sources=HOUSES,
    ),
)
