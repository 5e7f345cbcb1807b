"""Figures of what became of the files received (数据质量), over all deliveries and all kinds of register."""

from dashboard.metrics.model import REGISTERS, Metric, Unit
from data.text import Text

ROWS = Unit("行", "rows", "row")

METRICS = (
    Metric(
        id="dq.rows_read",
        name=Text("读入行数", "Rows read"),
        short=Text("读入", "Read"),
        formula=Text(
            "历次交付各表读入行数之和 = 入库 + 未变 + 被替代 + 退回 + 跳过",
            "Rows read over all deliveries = loaded + unchanged + superseded + rejected + skipped",
        ),
        unit=ROWS,
        kind="count",
        direction="neutral",
        sources=REGISTERS,
        note=Text("同一文件再次交付不重复计。", "The same file delivered again is not counted again."),
    ),
    Metric(
        id="dq.rejected",
        name=Text("退回行数", "Rows rejected"),
        short=Text("退回", "Rejected"),
        formula=Text("历次交付中因差错退回的行数", "Rows turned back for a fault over all deliveries"),
        unit=ROWS,
        kind="count",
        direction="lower_better",
        sources=REGISTERS,
    ),
    Metric(
        id="dq.files_quarantined",
        name=Text("隔离文件数", "Files quarantined"),
        short=Text("隔离", "Quarantined"),
        formula=Text(
            "历次交付中无法读取或不含已知台账的文件个数",
            "Files over all deliveries that could not be read or held no known register",
        ),
        unit=Unit("个", "files", "file"),
        kind="count",
        direction="lower_better",
        sources=REGISTERS,
    ),
)
