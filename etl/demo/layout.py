"""Lays a table out as an untidy sheet: titles, one or two header rows, blanks, subtotals, footnotes, merged cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from etl.demo.cells import Cell, Hand, Writer, writer
from etl.demo.columns import Column
from etl.demo.headers import Group, Heading, headings
from etl.demo.tables import Row, Table

_NOTES = ("注：本表数据为演示用虚构数据", "说明：金额以系统导出为准", "注：空白为无")
_MAKERS = "填表人：演示"


@dataclass(frozen=True, slots=True)
class Dress:
    """How one sheet is dressed; `unit_line` names the unit above the header, `unit_in_header` beside each amount."""

    title: str = ""
    day_line: str = ""
    unit: str = ""
    unit_line: bool = False
    unit_in_header: bool = False
    dates: str = "iso"
    shares: str = "percent header"
    groups: tuple[Group, ...] = ()
    merged: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    subtotals: str = ""
    blanks: int = 0
    foot: bool = True
    number_codes: bool = False
    slips: float = 0.03


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet ready to be written: lines of cells, merged ranges (top, left, bottom, right), and what must come out."""

    name: str
    kind: str
    lines: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    header_row: int = 0
    valid: int = 0
    superseded: int = 0
    skipped: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """The rows below the header down to the last that is not blank."""
        return len(self.lines) - self.header_row


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line below the header: its row (None for a line that is skipped) and the code it is to be rejected with."""

    row: Row | None
    code: str = ""
    text: str = ""


def lay_out(table: Table, dress: Dress, *, name: str, rng: Random, in_book: bool) -> Grid:
    """The sheet of a table in a dress."""
    hand = Hand(
        rng=rng,
        in_book=in_book,
        dates=dress.dates,
        shares=dress.shares,
        unit=dress.unit,
        number_codes=dress.number_codes,
        slips=dress.slips,
    )
    heads = headings(table, dress.groups, extras=dress.extras, unit=_header_unit(dress), hand=hand)
    lines = _lines_above(dress, width=len(heads))
    top = len(lines)
    header, merged = _header(heads, top=top)
    lines += header
    start = len(lines)
    entries = _entries(table, dress, rng)
    lines += _body(entries, heads, hand)
    merged += _merged_cells(entries, heads, dress.merged, lines=lines, start=start)
    faults = [(start + order, entry.code) for order, entry in enumerate(entries, start=1) if entry.code]
    return Grid(
        name=name,
        kind=table.kind,
        lines=lines,
        merged=merged,
        header_row=start,
        valid=len(table.rows),
        superseded=len(table.older),
        skipped=sum(entry.row is None for entry in entries),
        faults=faults,
    )


def _header_unit(dress: Dress) -> str:
    """The unit that headers of amounts carry."""
    return dress.unit if dress.unit_in_header else ""


def _lines_above(dress: Dress, *, width: int) -> list[list[Cell]]:
    """Title, date line and unit line, as far as the sheet has them."""
    texts = [text for text in (dress.title, dress.day_line) if text]
    lines: list[list[Cell]] = [[text, *[""] * (width - 1)] for text in texts]
    if dress.unit_line:
        lines.append([*[""] * (width - 1), f"单位：{dress.unit}"])
    return lines


def _header(heads: Sequence[Heading], *, top: int) -> tuple[list[list[Cell]], list[tuple[int, int, int, int]]]:
    """One or two header rows and their merged ranges."""
    if not any(head.upper for head in heads):
        return [[head.lower for head in heads]], []
    first: list[Cell] = []
    second: list[Cell] = []
    merged: list[tuple[int, int, int, int]] = []
    for place, head in enumerate(heads):
        begins = bool(head.upper) and (place == 0 or heads[place - 1].upper != head.upper)
        first.append(head.upper if begins else "" if head.upper else head.lower)
        second.append(head.lower if head.upper else "")
        if begins:
            width = sum(other.upper == head.upper for other in heads)
            merged.append((top, place, top, place + width - 1))
        elif not head.upper:
            merged.append((top, place, top + 1, place))
    return [first, second], merged


def _entries(table: Table, dress: Dress, rng: Random) -> list[_Entry]:
    """All lines below the header in their order."""
    before: dict[int, list[_Entry]] = {}
    for index, older in table.older:
        before.setdefault(index, []).append(_Entry(older))
    for fault in table.spoiled:
        before.setdefault(rng.randrange(len(table.rows) + 1), []).append(_Entry(fault.row, fault.code))
    for _ in range(dress.blanks):
        before.setdefault(rng.randrange(1, len(table.rows)), []).append(_Entry(None))
    entries: list[_Entry] = []
    by = table.place(dress.subtotals) if dress.subtotals else None
    for index, row in enumerate(table.rows):
        if by is not None and index and row[by] != table.rows[index - 1][by]:
            entries.append(_Entry(None, text="小 计"))
        entries += before.get(index, [])
        entries.append(_Entry(row))
    entries += before.get(len(table.rows), [])
    if dress.foot:
        entries += [_Entry(None, text="合计"), _Entry(None), _Entry(None, text=rng.choice(_NOTES))]
        entries.append(_Entry(None, text=_MAKERS))
    return entries


def _body(entries: Sequence[_Entry], heads: Sequence[Heading], hand: Hand) -> list[list[Cell]]:
    """The lines below the header."""
    writers: list[tuple[int, Writer]] = [
        (head.place, writer(head.column, hand)) for head in heads if isinstance(head.column, Column)
    ]
    extras = [(position, head.lower) for position, head in enumerate(heads) if head.column is None]
    width = len(heads)
    lines: list[list[Cell]] = []
    number = 0
    for entry in entries:
        if entry.row is None:
            lines.append([entry.text, *[""] * (width - 1)])
            continue
        number += 1
        row = entry.row
        line = [write(row[place]) for place, write in writers]
        for position, name in extras:
            line.insert(position, _extra(name, number, hand))
        lines.append(line)
    return lines


def _extra(name: str, number: int, hand: Hand) -> Cell:
    """A cell of a column that no register knows; its numbers are impossible ones."""
    if name == "序号":
        return number if hand.in_book else str(number)
    if name == "联系电话":
        return f"100{hand.rng.randrange(10**8):08d}"
    if name == "银行卡号":
        return f"0000{hand.rng.randrange(10**15):015d}"
    return hand.rng.choice(("已核", "待补资料", "<b>复核</b>", "=1+1")) if hand.slip() else ""


def _merged_cells(
    entries: Sequence[_Entry],
    heads: Sequence[Heading],
    names: Sequence[str],
    *,
    lines: list[list[Cell]],
    start: int,
) -> list[tuple[int, int, int, int]]:
    """Merge equal neighbours of some columns downward; empties the cells under the first one in `lines`."""
    merged = []
    for position, head in enumerate(heads):
        if head.column is None or head.column.name not in names:
            continue
        first = 0
        for order in range(1, len(entries) + 1):
            if order < len(entries) and _same(entries[first], entries[order], head.place):
                continue
            if order - first > 1:
                merged.append((start + first, position, start + order - 1, position))
                for below in range(first + 1, order):
                    lines[start + below][position] = ""
            first = order
    return merged


def _same(one: _Entry, other: _Entry, place: int) -> bool:
    """Whether two lines hold the same value in a column."""
    return one.row is not None and other.row is not None and one.row[place] == other.row[place] is not None
