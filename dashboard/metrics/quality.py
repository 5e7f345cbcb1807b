"""Figures of what became of the files received (数据质量): over all deliveries, or of one, a register, a reason."""

from dashboard.metrics.model import PERCENT, REGISTERS, Direction, Metric, Unit
from data.text import Text

DELIVERIES = Unit("次", "deliveries", "delivery")
FILES = Unit("个", "files", "file")
ROWS = Unit("行", "rows", "row")
WARNINGS = Unit("处", "warnings", "warning")
CELLS = Unit("格", "cells", "cell")
READ_ONCE = Text("同一文件再次交付不重复计。", "The same file delivered again is not counted again.")
OF_COLUMNS = Text(
    "未指明台账的，不计量；指明一列的，一行一格。涉及个人的台账只看必填列和页面所列的关键列，明细不列出各人的值。",
    "Not known unless a register is named; of a single column each row is one cell. Of registers of people only the "
    "required columns and the key columns listed on the page are looked at; the rows do not list what each says.",
)


def _counted(
    name: str,
    title: Text,
    short: Text,
    formula: Text,
    *,
    unit: Unit = ROWS,
    direction: Direction = "neutral",
    note: Text | None = None,
) -> Metric:
    return Metric(
        id=f"dq.{name}",
        name=title,
        short=short,
        formula=formula,
        unit=unit,
        kind="count",
        direction=direction,
        sources=REGISTERS,
        note=note,
    )


METRICS = (
    _counted(
        "rows_read",
        Text("读入行数", "Rows read"),
        Text("读入", "Read"),
        Text(
            "历次交付各表读入行数之和 = 入库 + 未变 + 被替代 + 退回 + 跳过",
            "Rows read over all deliveries = loaded + unchanged + superseded + rejected + skipped",
        ),
        note=READ_ONCE,
    ),
    _counted(
        "rejected",
        Text("退回行数", "Rows rejected"),
        Text("退回", "Rejected"),
        Text("历次交付中因差错退回的行数", "Rows turned back for a fault over all deliveries"),
        direction="lower_better",
    ),
    _counted(
        "files_quarantined",
        Text("隔离文件数", "Files quarantined"),
        Text("隔离", "Quarantined"),
        Text(
            "历次交付中无法读取或不含已知台账的文件个数",
            "Files over all deliveries that could not be read or held no known register",
        ),
        unit=FILES,
        direction="lower_better",
    ),
)

SCREEN_METRICS = (
    _counted(
        "deliveries",
        Text("报送次数", "Deliveries"),
        Text("报送", "Deliveries"),
        Text("本版已收到、没有撤回的报送次数", "Deliveries known in the edition and not withdrawn"),
        unit=DELIVERIES,
    ),
    _counted(
        "files",
        Text("收到文件数", "Files received"),
        Text("文件", "Files"),
        Text("历次交付的文件个数，压缩包按内含文件计", "Files of all deliveries, those of an archive one by one"),
        unit=FILES,
    ),
    _counted(
        "loaded",
        Text("入库行数", "Rows loaded"),
        Text("入库", "Loaded"),
        Text("历次交付中新增或更新了数据的行数", "Rows over all deliveries that added or changed something"),
    ),
    _counted(
        "unchanged",
        Text("未变行数", "Rows unchanged"),
        Text("未变", "Unchanged"),
        Text("历次交付中与库里已有内容相同的行数", "Rows over all deliveries that said what the store already held"),
    ),
    _counted(
        "superseded",
        Text("重复行数", "Rows superseded"),
        Text("重复", "Superseded"),
        Text(
            "历次交付中被同一次交付里同键的另一行替代的行数",
            "Rows over all deliveries replaced by another row of the same key in the same delivery",
        ),
    ),
    _counted(
        "skipped",
        Text("跳过行数", "Rows skipped"),
        Text("跳过", "Skipped"),
        Text("历次交付中的空行、合计行和说明行", "Blank rows, totals and notes over all deliveries"),
    ),
    _counted(
        "warnings",
        Text("提示数", "Warnings"),
        Text("提示", "Warnings"),
        Text(
            "历次交付中照收、但有一格要人看一眼的提示数",
            "Cells over all deliveries that were taken and that somebody should look at",
        ),
        unit=WARNINGS,
        direction="lower_better",
    ),
    _counted(
        "rows_in_force",
        Text("在用行数", "Rows in force"),
        Text("在用", "In force"),
        Text("本版各台账现行的行数", "Rows of the registers that stand in the edition"),
    ),
    _counted(
        "cells_filled",
        Text("有值的格数", "Cells with a value"),
        Text("有值", "Filled"),
        Text("在用的行中所选各列有值的格数", "Cells with a value in the columns chosen of the rows in force"),
        unit=CELLS,
        direction="higher_better",
        note=OF_COLUMNS,
    ),
    _counted(
        "cells_blank",
        Text("空白的格数", "Blank cells"),
        Text("空白", "Blank"),
        Text("在用的行中所选各列空白的格数", "Blank cells in the columns chosen of the rows in force"),
        unit=CELLS,
        direction="lower_better",
        note=OF_COLUMNS,
    ),
    Metric(
        id="dq.completeness",
        name=Text("完整度", "Completeness"),
        short=Text("完整度", "Complete"),
        formula=Text(
            "在用的行中所选各列有值的格数 ÷ 所选各列的全部格数",
            "Cells with a value ÷ all cells, in the columns chosen of the rows in force",
        ),
        unit=PERCENT,
        kind="share",
        decimals=1,
        direction="higher_better",
        sources=REGISTERS,
        note=OF_COLUMNS,
    ),
)
"""Figures that the page of data shows beside them."""
