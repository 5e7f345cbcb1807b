"""From a recognised table to clean columns: pure, frame in and frame out (清洗).

A row with a fault is taken out with one reason; an unreadable optional cell becomes empty with a warning. The cells
as received are kept for the columns used, those that identify a person only as a mask.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import orjson
import pandas as pd

from data.registers import Column, Register
from data.schema import stored_names
from data.text import Text
from etl import cells, columns, messages, privacy
from etl.cells import CellFault
from etl.columns import Context, ReadColumn, Values
from etl.read import Sheet
from etl.recognise import FoundColumn, Recognised


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a cell: why its row was refused, or what was noticed though the row was taken."""

    sheet_row: int
    column: str | None
    value: str | None
    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class CleanTable:
    """A table after cleaning.

    ``frame`` holds the stored columns of the rows taken, indexed by sheet row; ``cells`` their cells as received
    (JSON, in the order of ``headers``); ``supplied`` the stored columns this table brings; ``refused_keys`` the keys
    of the rows taken out, where they could be read.
    """

    register: Register
    frame: pd.DataFrame
    cells: pd.Series
    headers: tuple[str, ...]
    supplied: tuple[str, ...]
    rejections: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    refused_keys: tuple[tuple[object, ...], ...] = ()


@dataclass(slots=True)
class _Faults:
    """Faults of a table while its columns are read: the first of a row counts."""

    rows: npt.NDArray[np.int64]
    rejected: dict[int, tuple[str | None, str | None, str]]
    warnings: list[Remark]

    def reject(self, position: int, column: str | None, value: str | None, code: str) -> None:
        self.rejected.setdefault(position, (column, value, code))

    def warn(self, position: int, column: str, value: str | None, code: str) -> None:
        text = messages.warning(code, column=column, value=value)
        self.warnings.append(Remark(int(self.rows[position]), column, value, code, text))


def shown(column: Column | None, raw: object) -> str:
    """Return a raw cell as it may be kept and shown: personal cells masked, long numbers blanked."""
    if column is not None and column.type == "id_number":
        return privacy.mask_number(cells.plain(raw))
    value = cells.as_received(raw)
    if column is None or not value:
        return value
    if column.type in ("person_name", "payee"):
        name = cells.name(raw)
        return privacy.mask_name(name) if name else value
    return value if column.type == "identifier" else cells.hide_long_numbers(value)


def _money_unit(found: FoundColumn, column: Column, unit_line: str | None) -> str | None:
    """Return the unit of bare amounts: from the header, else the unit line, else the kind's default."""
    for unit in (found.unit, unit_line):
        if unit in cells.MONEY_FACTOR:
            return unit
    return column.default_unit


def _read(
    found: FoundColumn, column: Column, raw: Values, table: Recognised, sheet: Sheet, context: Context
) -> ReadColumn:
    if column.type == "money":
        unit = _money_unit(found, column, table.unit_line)
        if unit is None and columns.needs_unit(raw):
            raise CellFault("no_unit")
        return columns.read_money(column, raw, unit=unit or "元")
    if column.type == "percent":
        wanted = _with_merged(sheet.percent_cells([found.index]), sheet)
        formatted = np.array([(row - 1, found.index) in wanted for row in table.frame.index], dtype=bool)
        percent_header = found.unit == "%"
        return columns.read_shares(column, raw, header_is_percent=percent_header, formatted=formatted)
    return columns.read_column(column, raw, context)


def _with_merged(cells_found: set[tuple[int, int]], sheet: Sheet) -> set[tuple[int, int]]:
    """Return the cells with those merged to them below: a repeated value keeps the format of its cell."""
    merged = (
        (row, left)
        for top, left, bottom, _ in sheet.merges
        if (top, left) in cells_found
        for row in range(top + 1, min(bottom + 1, len(sheet.rows)))
    )
    return cells_found.union(merged)


def _judge(column: Column, raw: Values, read: ReadColumn, faults: _Faults) -> None:
    """Sort the faults of a column into rejected rows and warnings."""
    for position, code in read.faults.items():
        tolerated = (code == "unreadable" and not column.required) or (
            code == "unknown_code" and column.on_unknown == "warn"
        )
        value = shown(column, raw[position])
        if tolerated:
            faults.warn(position, column.header, value, code)
        else:
            faults.reject(position, column.header, value, code)
    if column.required and not column.alternative:
        values = read.values[column.name]
        for empty in np.flatnonzero(pd.isna(values)).tolist():
            faults.reject(empty, column.header, None, "missing")


def _whole_table(table: Recognised, register: Register, column: str | None, code: str) -> CleanTable:
    """Return a table all of whose rows are refused for one reason."""
    text = messages.reason(code, column=column, value=None)
    remarks = tuple(Remark(int(row), column, None, code, text) for row in table.frame.index)
    return CleanTable(register, table.frame.iloc[:0], pd.Series(dtype=object), (), (), remarks, ())


def _cells_as_received(found: Iterable[tuple[Column, Values]], keep: npt.NDArray[np.bool_]) -> list[str]:
    """Return for each row taken its cells as received, as a JSON list in the order of the columns found."""
    shown_columns = []
    for column, raw in found:
        codes, distinct = pd.factorize(raw[keep], use_na_sentinel=True)
        texts = np.array([*(shown(column, value) for value in distinct), ""], dtype=object)
        shown_columns.append(texts[codes].tolist())
    return [orjson.dumps(row).decode() for row in zip(*shown_columns, strict=True)]


def _fill_keys(register: Register, values: dict[str, Values], size: int) -> None:
    """Give key columns that are absent or blank their default, so that every row has a whole key."""
    for name in register.key:
        default = register.column(name).default or ""
        present = values.get(name, np.full(size, None, dtype=object))
        values[name] = np.where(pd.isna(present), default, present).astype(object)


def _read_columns(
    table: Recognised, register: Register, sheet: Sheet, context: Context, faults: _Faults
) -> Mapping[str, Values]:
    values: dict[str, Values] = {}
    ordered = sorted(table.columns, key=lambda found: [c.name for c in register.columns].index(found.name))
    for found in ordered:
        column = register.column(found.name)
        raw = table.frame[found.name].to_numpy(dtype=object)
        try:
            read = _read(found, column, raw, table, sheet, context)
        except CellFault as fault:
            raise _TableFault(None if fault.code == "no_unit" else column.header, fault.code) from None
        values.update(read.values)
        _judge(column, raw, read, faults)
    return values


class _TableFault(ValueError):
    def __init__(self, column: str | None, code: str) -> None:
        super().__init__(code)
        self.column, self.code = column, code


def clean(table: Recognised, sheet: Sheet, register: Register, context: Context) -> CleanTable:
    """Return the table with every cell read, rows with a fault taken out with their reason."""
    faults = _Faults(table.frame.index.to_numpy(), {}, [])
    try:
        values = dict(_read_columns(table, register, sheet, context, faults))
    except _TableFault as fault:
        return _whole_table(table, register, fault.column, fault.code)
    _fill_keys(register, values, len(table.frame))
    keep = np.ones(len(table.frame), dtype=bool)
    keep[list(faults.rejected)] = False
    rejections = tuple(
        Remark(int(faults.rows[at]), column, value, code, messages.reason(code, column=column, value=value))
        for at, (column, value, code) in sorted(faults.rejected.items())
    )
    refused_rows = {remark.sheet_row for remark in rejections}
    found = [(register.column(f.name), table.frame[f.name].to_numpy(dtype=object)) for f in table.columns]
    index = table.frame.index[keep]
    return CleanTable(
        register=register,
        frame=pd.DataFrame({name: column[keep] for name, column in values.items()}, index=index, dtype=object),
        cells=pd.Series(_cells_as_received(found, keep), index=index, dtype=object),
        headers=tuple(f.header for f in table.columns),
        supplied=tuple(name for f in table.columns for name in stored_names(register.column(f.name))),
        rejections=rejections,
        warnings=tuple(remark for remark in faults.warnings if remark.sheet_row not in refused_rows),
        refused_keys=tuple(_refused_keys(register, values, sorted(faults.rejected))),
    )


def _refused_keys(
    register: Register, values: Mapping[str, Values], refused: Iterable[int]
) -> Iterator[tuple[object, ...]]:
    """Yield the keys of refused rows whose fault lies elsewhere."""
    for at in refused:
        key = tuple(values[name][at] for name in register.key)
        if key[0] != "" and not any(pd.isna(part) for part in key):
            yield key
