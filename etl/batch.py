"""All rows of one kind in a delivery, with what becomes of each (一类台账的全部行)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

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
    from, ``sheet_row`` its row there, ``fate`` what becomes of it. ``supplied[table]`` are the columns a table brings,
    ``inherited[position]`` those a row has from the rows it supersedes, for its own table lacks them.
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
    inherited: dict[int, frozenset[str]] = field(default_factory=dict)

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
        if earlier.any() and len(set(self.supplied.values())) > 1:
            self._inherit(keys[keys.duplicated(keep=False)])
        self.fate[living[earlier]] = SUPERSEDED

    def _inherit(self, keys: pd.DataFrame) -> None:
        """Give the last row of each key, whose table lacks a column, what the rows before it say there.

        So a delivery of two files comes to the same as two deliveries: an absent column keeps what is known.
        """
        rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for position, *key in keys.itertuples(name=None):
            rows[tuple(key)].append(position)
        taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for *before, last in rows.values():
            own = self.supplied[int(self.table[last])]
            lacking = {name for name in self.frame.columns if name not in own and name not in self.register.key}
            found: set[str] = set()
            for position in reversed(before):
                for name in (lacking - found) & self.supplied[int(self.table[position])]:
                    taken[name].append((last, position))
                    found.add(name)
            self.inherited[last] = frozenset(found)
        for name, moves in taken.items():
            values = self.column(name).copy()
            to, source = map(list, zip(*moves, strict=True))
            values[to] = values[source]
            self.frame[name] = pd.Series(values, dtype=object)


def make_batch(register: Register, tables: Sequence[tuple[int, CleanTable]]) -> Batch:
    """Return the rows of the given tables of one kind as a batch, in order."""
    names = columns_of(register)
    # a household's village may come by its name: the code counts as brought either way
    derived = {column.name for column in register.columns if column.alternative}
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
        supplied={number: frozenset(table.supplied).union(derived) for number, table in tables},
        rejections=[(number, remark) for number, table in tables for remark in table.rejections],
        warnings=[(number, remark) for number, table in tables for remark in table.warnings],
    )
