"""The data rows below a header: what is skipped, what a merged cell means for the rows it covers (数据行)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.headers import tidy
from etl.read import Sheet

_TOTAL = re.compile(r"\(?(?:合计|小计|总计)\)?:?")
_TOTAL_WITH_MORE = re.compile(r"(?:合计|小计|总计)[:(\d].*")
_TOTAL_OF = re.compile(r".{1,10}(?:合计|小计|总计):?")
_NOTE = re.compile(r"(?:注|备注|附注|说明|(?:填表|填报|编制)说明)\d*(?:[:.、]|$)")
_NOTE_ALONE = re.compile(r"(?:注\d|说明)")
_SIGNED = re.compile(
    r"(?:填表|填报|制表|审核|复核|经办|录入|统计|负责|单位负责|报送|联系)(?:人|单位|日期|时间|电话)?(?:签字|签章|签名|盖章)?(?:\([^()]*\))?:"
)


@dataclass(frozen=True, slots=True)
class DataRows:
    """The rows of a table: ``frame`` of the data rows by 1-based sheet row, and how many rows were read and skipped."""

    frame: pd.DataFrame
    rows_read: int
    skipped: int


def data_rows(
    sheet: Sheet, columns: Mapping[str, int], *, first: int, required: Collection[str], key: Collection[str]
) -> DataRows:
    """Return the rows of ``sheet`` from 0-based row ``first`` down to the last that is not blank.

    ``columns`` maps names to sheet columns; ``required`` and ``key`` are names among them. The frame holds raw values,
    None for a blank cell, vertically merged cells repeated downward.
    """
    rows = _until_last_filled(sheet.rows[first:])
    width = max(columns.values()) + 1
    if any(len(row) < width for row in rows):
        rows = [[*row, *[None] * (width - len(row))] for row in rows]
    turned = list(zip(*rows, strict=False)) or [()] * width
    values = {name: _blanks_to_none(turned[index]) for name, index in columns.items()}
    for name, index in columns.items():
        _fill_merged(values[name], sheet=sheet, column=index, first=first)
    doubtful = _doubtful(values, required=required)
    skipped = _skipped(rows, sorted(doubtful), key=[columns[name] for name in key])
    skipped |= _totals(values, required)
    kept = [row for row in range(len(rows)) if row not in skipped]
    table = np.empty((len(kept), len(columns)), dtype=object)
    for position, name in enumerate(columns):
        table[:, position] = [values[name][row] for row in kept] if skipped else values[name]
    numbers = pd.Index([first + 1 + row for row in kept], dtype="int64")
    frame = pd.DataFrame(table, index=numbers, columns=pd.Index(columns), dtype=object)
    return DataRows(frame=frame, rows_read=len(rows), skipped=len(skipped))


def is_blank(value: object) -> bool:
    """Return whether a raw cell holds nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def _until_last_filled(rows: list[list[object]]) -> list[list[object]]:
    last = len(rows)
    while last and all(map(is_blank, rows[last - 1])):
        last -= 1
    return rows[:last]


def _blanks_to_none(values: Sequence[object]) -> list[object]:
    blanks = {value for value in set(values) if value is None or (isinstance(value, str) and not value.strip())}
    return [None if value in blanks else value for value in values] if blanks else list(values)


def _fill_merged(values: list[object], *, sheet: Sheet, column: int, first: int) -> None:
    """Repeat the value of each vertically merged cell of ``column`` in the rows it covers."""
    done = 0
    for top, left, bottom, _ in sorted(sheet.merges):
        if left != column or top < first or bottom == top:
            continue
        start = top - first
        # overlapping merges of a hostile file are walked once, not once each
        for row in range(max(start + 1, done), min(bottom - first + 1, len(values))):
            if values[row] is None:
                values[row] = values[start]
        done = max(done, bottom - first + 1)


def _doubtful(values: Mapping[str, list[object]], *, required: Collection[str]) -> set[int]:
    """Return the rows that lack a required cell: only such a row can be blank, a footnote or a signature."""
    return {row for name in required for row, value in enumerate(values[name]) if value is None}


def _totals(values: Mapping[str, list[object]], required: Collection[str]) -> set[int]:
    """Return the rows with a total's label in a required column, though they may be complete otherwise."""
    found: set[int] = set()
    for name in required:
        labels = {value for value in set(values[name]) if isinstance(value, str) and "计" in value and _is_total(value)}
        if labels:
            found |= {row for row, value in enumerate(values[name]) if value in labels}
    return found


def _is_total(cell: str) -> bool:
    return _TOTAL.fullmatch(tidy(cell)) is not None


def _skipped(rows: Sequence[Sequence[object]], doubtful: Sequence[int], *, key: Sequence[int]) -> set[int]:
    skipped: set[int] = set()
    below_note = False
    for row in doubtful:
        cells = {column: value for column, value in enumerate(rows[row]) if not is_blank(value)}
        texts = {column: tidy(value) for column, value in cells.items() if isinstance(value, str)}
        first = texts.get(min(cells), "") if cells else ""
        alone = len(cells) == 1
        note = bool(_NOTE.match(first) or _SIGNED.match(first) or (alone and _NOTE_ALONE.match(first)))
        if not cells or note or (below_note and alone and texts) or _is_total_row(texts, filled=cells, key=key):
            skipped.add(row)
        below_note = below_note or note
    return skipped


def _is_total_row(texts: Mapping[int, str], *, filled: Collection[int], key: Sequence[int]) -> bool:
    """Return whether a row sums others: labelled so, or labelled for a place (东坑镇小计) with nothing in its key."""
    if any(_TOTAL.fullmatch(text) or _TOTAL_WITH_MORE.fullmatch(text) for text in texts.values()):
        return True
    labels = {column for column, text in texts.items() if _TOTAL_OF.fullmatch(text)}
    return bool(labels) and all(column in labels or column not in filled for column in key)
