"""Figures of the villages that are no poor ones (非贫困村), which the register names too, and of neighbours."""

from dashboard.metrics.model import VILLAGES, Metric
from data.text import Text

METRICS = (
    Metric(
        id="villages.others",
        name=Text("名册中的非贫困村", "Other villages of the register"),
        short=Text("非贫困村", "Other villages"),
        formula=Text("村名册中不是贫困村的村数", "Villages of the register that are no poor villages"),
        unit=VILLAGES,
        kind="count",
        direction="neutral",
        sources=("villages",),
        note=Text("这些村的在册人口、户数和资金计入全县。", "Their people, households and money count in the county."),
    ),
    Metric(
        id="villages.neighbours",
        name=Text("同镇的其他村", "Other villages of the town"),
        short=Text("同镇各村", "Neighbours"),
        formula=Text(
            "村名册中与该村同属一个乡镇的其他村数；未指明村的，不计量",
            "Villages of the register in the village's town besides itself; not known where no village is named",
        ),
        unit=VILLAGES,
        kind="count",
        direction="neutral",
        sources=("villages",),
    ),
)
