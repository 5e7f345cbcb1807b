"""What a load did, to read in a terminal in both languages (入库小结)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.registers import load_registers
from data.schema import COUNTS
from data.text import Text
from etl.report import LOADED, QUARANTINED, UNCHANGED, FileReport, LoadReport
from etl.status import FILE_STATUS

_SHOWN_OF_A_CODE = 3
COUNT_NAMES = ("读取 read", "入库 loaded", "未变 unchanged", "重复 superseded", "退回 rejected", "跳过 skipped")

CODES = {
    "missing": Text("必填项为空", "required cell empty"),
    "unreadable": Text("读不出来", "unreadable"),
    "unknown_code": Text("不在代码表内", "not in the code list"),
    "unknown_reference": Text("所指不存在", "refers to nothing"),
    "bad_id_number": Text("证件号码有误", "wrong ID number"),
    "date_out_of_range": Text("日期超出范围", "date out of range"),
    "negative_amount": Text("金额为负", "negative amount"),
    "impossible_change": Text("与户状态不符", "impossible change"),
    "ambiguous_percent": Text("百分数写法混用", "mixed percents"),
    "no_unit": Text("没有金额单位", "no unit of money"),
}
"""The codes of rejection in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a load was asked for, as far as its summary depends on it."""

    strict: bool
    dry_run: bool
    report_path: str | None


def summary_lines(report: LoadReport, asked: Asked) -> list[str]:
    """Return the summary of a load: every file, the refused rows by code, what became of the store."""
    lines = [line for file in report.files for line in _file_lines(file)]
    return [*lines, "", _totals(report), *_rejections(report, asked), *_outcome(report, asked)]


def _file_lines(file: FileReport) -> list[str]:
    lines = [f"{FILE_STATUS[file.status]}  {file.path}"]
    if file.reason is not None:
        lines += [f"    {file.reason.zh}", f"    {file.reason.en}"]
    registers = load_registers()
    for table in file.tables:
        title = f"{registers[table.kind].title.zh} {table.kind}"
        counts = (f"{name} {table.counts[count]}" for name, count in zip(COUNT_NAMES, COUNTS, strict=True))
        lines.append(f"    {title}  [{table.sheet}]  " + "，".join(counts))
    return lines


def _totals(report: LoadReport) -> str:
    counts = "，".join(f"{name} {report.total(count)}" for name, count in zip(COUNT_NAMES, COUNTS, strict=True))
    files = "，".join(
        f"{FILE_STATUS[status]} {report.number_of(status)}" for status in (LOADED, UNCHANGED, QUARANTINED)
    )
    return f"合计 Total: 文件 files {len(report.files)}（{files}）；行 rows（{counts}）"


def _rejections(report: LoadReport, asked: Asked) -> list[str]:
    """Return the refused rows by code, the most frequent first, with the first few of each."""
    remarks = [(file.path, remark) for file in report.files for table in file.tables for remark in table.rejections]
    if not remarks:
        return []
    lines = ["", "退回的行 Rejected rows"]
    for code, count in Counter(remark.code for _, remark in remarks).most_common():
        lines.append(f"  {CODES[code].zh} {CODES[code].en}（{code}）: {count}")
        first = [(path, remark) for path, remark in remarks if remark.code == code][:_SHOWN_OF_A_CODE]
        lines += [f"    {path} 第 {r.sheet_row} 行 row {r.sheet_row}: {r.text.zh} {r.text.en}" for path, r in first]
    where = asked.report_path
    if where is not None:
        return [*lines, f"  全部明细 All of them: {where}"]
    return [*lines, "  全部明细请加 --report report.json。 Add --report report.json to see all of them."]


def _outcome(report: LoadReport, asked: Asked) -> Sequence[str]:
    """Return what became of the store."""
    if not report.files:
        return ("没有找到文件，库未改动。", "No file was found; the store is unchanged.")
    if not report.handled:
        return ("没有一个文件可以入库，库未改动。", "No file could be loaded; the store is unchanged.")
    if asked.strict and not report.clean:
        return (
            "有退回或隔离，按 --strict 未入库，库未改动。",
            "Something was refused, so with --strict nothing was loaded; the store is unchanged.",
        )
    if asked.dry_run:
        return ("试运行：以上是将会发生的，库未改动。", "Dry run: this is what would happen; the store is unchanged.")
    if report.edition is None:
        return ("没有新内容，库未改动。", "Nothing new came; the store is unchanged.")
    return (
        f"已入库：第 {report.delivery_no} 次报送，版次 {report.edition}。",
        f"Loaded as delivery {report.delivery_no}, edition {report.edition}.",
    )
