"""All rows of one kind in a delivery, with what becomes of each (一类台账的全部行)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.registers import Register
from etl import messages
from etl.clean import CleanTable, Remark
from etl.store import columns_of

NEW, UNCHANGED, SUPERSEDED, REJECTED = 0, 1, 2, 3

Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Batch:
    """Rows of one kind in the order of the delivery.

    ``frame`` holds every stored column (None where a table does not bring it), ``table`` the table each row came
    from, ``sheet_row`` its row there, ``fate`` what becomes of it. ``supplied[table]`` are the columns a table brings.
    """

    register: Register
    frame: pd.DataFrame
    table: npt.NDArray[np.int64]
    sheet_row: npt.NDArray[np.int64]
    cells: npt.NDArray[np.object_]
    fate: npt.NDArray[np.int8]
    supplied: dict[int, frozenset[str]]
    rejections: list[tuple[int, Remark]]
    warnings: list[tuple[int, Remark]]

    @property
    def alive(self) -> Mask:
        """Rows neither refused nor superseded so far."""
        living: Mask = self.fate == NEW
        return living

    def column(self, name: str) -> npt.NDArray[np.object_]:
        """Return a stored column as an array; None for empty cells."""
        return self.frame[name].to_numpy(dtype=object)

    def keys(self) -> list[tuple[object, ...]]:
        """Return the key of every row."""
        return list(zip(*(self.column(name) for name in self.register.key), strict=True))

    def reject(self, at: Mask, *, column: str, code: str, values: npt.NDArray[np.object_]) -> None:
        """Refuse the rows of mask ``at`` that are still alive, for one reason."""
        header = self.register.column(column).header
        for position in np.flatnonzero(at & self.alive):
            value = None if values[position] is None else str(values[position])
            text = messages.reason(code, column=header, value=value)
            remark = Remark(int(self.sheet_row[position]), header, value, code, text)
            self.rejections.append((int(self.table[position]), remark))
            self.fate[position] = REJECTED

    def warn(self, at: Mask, *, column: str, code: str, values: npt.NDArray[np.object_]) -> None:
        """Note something about a cell of the living rows of mask ``at``."""
        header = self.register.column(column).header
        for position in np.flatnonzero(at & self.alive):
            value = None if values[position] is None else str(values[position])
            text = messages.warning(code, column=header, value=value)
            self.warnings.append(
                (int(self.table[position]), Remark(int(self.sheet_row[position]), header, value, code, text))
            )

    def supersede(self) -> None:
        """Let the last living row of each key stand; the earlier ones are superseded."""
        living = np.flatnonzero(self.alive)
        keys = self.frame[list(self.register.key)].iloc[living]
        earlier = keys.duplicated(keep="last").to_numpy()
        self.fate[living[earlier]] = SUPERSEDED


def make_batch(register: Register, tables: Sequence[tuple[int, CleanTable]]) -> Batch:
    """Return the rows of the given tables of one kind as a batch, in order."""
    names = columns_of(register)
    frames = [table.frame.reindex(columns=names).astype(object) for _, table in tables]
    frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0].reset_index(drop=True)
    frame = frame.where(frame.notna(), None)
    return Batch(
        register=register,
        frame=frame,
        table=np.concatenate([np.full(len(t.frame), number, dtype=np.int64) for number, t in tables]),
        sheet_row=np.concatenate([t.frame.index.to_numpy(dtype=np.int64) for _, t in tables]),
        cells=np.concatenate([t.cells.to_numpy(dtype=object) for _, t in tables]),
        fate=np.zeros(len(frame), dtype=np.int8),
        supplied={number: frozenset(table.supplied) for number, table in tables},
        rejections=[(number, remark) for number, table in tables for remark in table.rejections],
        warnings=[(number, remark) for number, table in tables for remark in table.warnings],
    )
