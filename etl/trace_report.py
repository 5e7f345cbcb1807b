"""What a trace found, as JSON and to read in a terminal in both languages (追溯结果)."""

from collections.abc import Iterator, Sequence
from typing import Any

from data.registers import load_registers
from data.schema import COUNTS
from etl.known import Arrival
from etl.summary import CODES, COUNT_NAMES
from etl.trace import (
    FORCE,
    LOADED,
    REJECTED,
    REPLACED,
    SKIPPED,
    SUPERSEDED,
    UNCHANGED,
    UNKNOWN,
    WITHDRAWN,
    Place,
    RowFate,
    TracedFile,
    TracedTable,
)

_FATES = {
    FORCE: "入库，现行 loaded, in force",
    REPLACED: "入库，后被替换 loaded, later replaced by",
    WITHDRAWN: "入库，后随报送撤回 loaded, later withdrawn",
    UNCHANGED: "未变，同 unchanged, same as",
    SUPERSEDED: "重复，以此为准 superseded by",
    REJECTED: "退回 rejected",
    SKIPPED: "跳过（空行、合计、说明） skipped (blank, total, note)",
    UNKNOWN: "无法判定 cannot be told",
}


def as_json(files: Sequence[TracedFile]) -> dict[str, Any]:
    """Return what a trace found for ``--json``."""
    return {"files": [_file(file) for file in files], "proven": bool(files) and all(file.proven for file in files)}


def _file(file: TracedFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "proven": file.proven,
        "arrivals": [_arrival(each) for each in file.arrivals],
        "fault": None if file.fault is None else {"zh": file.fault.zh, "en": file.fault.en},
        "tables": [_table(table) for table in file.tables],
    }


def _arrival(each: Arrival) -> dict[str, Any]:
    return {
        "file": each.file_no,
        "path": each.path,
        "status": each.status,
        "reason": None if each.reason is None else {"zh": each.reason.zh, "en": each.reason.en},
        "delivery": each.delivery_no,
        "delivered": each.delivered_on.isoformat(),
        "edition": each.edition,
        "withdrawn_edition": each.withdrawn_edition,
    }


def _table(table: TracedTable) -> dict[str, Any]:
    return {
        "sheet": table.stored.sheet,
        "kind": table.stored.kind,
        "header_row": table.stored.header_row,
        "stored": table.stored.counts,
        "found": table.found,
        "agrees": table.agrees,
        "differing_rows": list(table.differing),
        "needs_key": table.needs_key,
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: RowFate) -> dict[str, Any]:
    told: dict[str, Any] = {"row": row.row, "fate": row.fate}
    told |= {name: value for name, value in (("key", row.key), ("now", row.now), ("code", row.code)) if value}
    if row.reason is not None:
        told["reason"] = {"zh": row.reason.zh, "en": row.reason.en}
    if row.other is not None:
        place = row.other
        told["other"] = {"delivery": place.delivery_no, "path": place.path, "sheet": place.sheet, "row": place.row}
    return told


def trace_lines(files: Sequence[TracedFile]) -> Iterator[str]:
    """Yield what a trace found, line by line."""
    if not files:
        yield "没有找到文件。"
        yield "No file was found."
    for file in files:
        yield f"{file.path}  SHA-256 {file.sha256}"
        yield from _known(file)
        for table in file.tables:
            yield from _table_lines(table)


def _known(file: TracedFile) -> Iterator[str]:
    if not file.arrivals:
        yield "  库里没有这个文件：它从未入库，或内容已被改动。"
        yield "  The store does not know this file: it was never loaded, or its content has changed since."
        return
    for each in file.arrivals:
        status = {
            "loaded": "已入库 loaded",
            "unchanged": "再次报送，内容未变 sent again unchanged",
            "quarantined": "隔离，未入库 quarantined, not loaded",
        }[each.status]
        back = "" if each.withdrawn_edition is None else f"  已撤回 withdrawn（版次 edition {each.withdrawn_edition}）"
        delivery = f"第 {each.delivery_no} 次报送 delivery {each.delivery_no}  {each.delivered_on}"
        yield f"  {status}  {delivery}  版次 edition {each.edition}  {each.path}{back}"
        if each.reason is not None:
            yield f"    {each.reason.zh}"
            yield f"    {each.reason.en}"
    if file.fault is not None:
        yield f"  {file.fault.zh}"
        yield f"  {file.fault.en}"


def _table_lines(table: TracedTable) -> Iterator[str]:
    stored = table.stored
    title = load_registers()[stored.kind].title.zh
    yield f"  {title} {stored.kind}  [{stored.sheet}]  表头行 header row {stored.header_row}"
    yield "    " + "，".join(f"{name} {table.found[count]}" for name, count in zip(COUNT_NAMES, COUNTS, strict=True))
    if table.agrees:
        yield "    ✓ 与库中所记行数和单元格一致。 The counts and cells are those of the store."
    else:
        kept = "，".join(f"{name} {stored.counts[count]}" for name, count in zip(COUNT_NAMES, COUNTS, strict=True))
        others = f"单元格不同的行 rows with other cells {len(table.differing)}"
        yield f"    ✕ 与库中所记不一致 differs from the store: {kept}；{others}"
    if table.needs_key:
        yield "    没有本库的假名密钥，按证件号码识别的行无法逐行判定。"
        yield "    Without the pseudonym key of this store, rows known by an ID number cannot be told one by one."
    for row in table.rows:
        yield f"    第 {row.row} 行 row {row.row}: {_fate(row)}"


def _fate(row: RowFate) -> str:
    words = _FATES[row.now if row.fate == LOADED else row.fate]
    if row.fate == REJECTED and row.reason is not None:
        code = CODES[row.code]
        words = f"{words}  {code.zh} {code.en}: {row.reason.zh} {row.reason.en}"
    if row.other is not None:
        words = f"{words} {_place(row.other)}"
    return f"{words}  [{row.key}]" if row.key else words


def _place(place: Place) -> str:
    line = "" if place.row is None else f" 第 {place.row} 行 row {place.row}"
    return f"第 {place.delivery_no} 次报送 delivery {place.delivery_no} {place.path} [{place.sheet}]{line}"
