"""The rows of one kind together: what stands, what is superseded, what is refused."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.registers import load_registers
from etl.batch import NEW, REJECTED, SUPERSEDED, Batch, make_batch
from etl.clean import CleanTable

TEAMS = load_registers()["teams"]


def table(rows: Sequence[tuple[str, object]], *, first: int = 2) -> CleanTable:
    frame = pd.DataFrame(rows, columns=["team_no", "cadre_count"], index=range(first, first + len(rows)), dtype=object)
    cells = pd.Series(["[]"] * len(rows), index=frame.index, dtype=object)
    return CleanTable(TEAMS, frame, cells, ("队号", "队员人数"), ("team_no", "cadre_count"), (), ())


def batch(*tables: Sequence[tuple[str, object]]) -> Batch:
    return make_batch(TEAMS, list(enumerate(map(table, tables))))


def mask(size: int, *true: int) -> np.ndarray:
    return np.isin(np.arange(size), true)


def test_tables_follow_each_other_and_absent_columns_are_none() -> None:
    made = batch([("D1", 1), ("D2", None)], [("D3", 3)])
    assert made.column("team_no").tolist() == ["D1", "D2", "D3"]
    assert made.column("cadre_count").tolist() == [1, None, 3]
    assert made.column("leader_name").tolist() == [None, None, None]
    assert made.table.tolist() == [0, 0, 1]
    assert made.sheet_row.tolist() == [2, 3, 2]


def test_the_last_row_of_a_key_stands() -> None:
    made = batch([("D1", 1), ("D2", 2)], [("D1", 3)])
    made.supersede()
    assert made.fate.tolist() == [SUPERSEDED, NEW, NEW]


def test_a_refused_row_supersedes_nothing() -> None:
    made = batch([("D1", 1), ("D1", 2)])
    made.reject(mask(2, 1), column="cadre_count", code="missing", values=made.column("cadre_count"))
    made.supersede()
    assert made.fate.tolist() == [NEW, REJECTED]


def test_a_row_is_refused_once() -> None:
    made = batch([("D1", 1)])
    for code in ("missing", "unreadable"):
        made.reject(mask(1, 0), column="cadre_count", code=code, values=made.column("cadre_count"))
    assert [(remark.code, remark.column, remark.value) for _, remark in made.rejections] == [
        ("missing", "队员人数", "1")
    ]


def test_only_living_rows_are_warned_of() -> None:
    made = batch([("D1", 1), ("D2", 2)])
    made.reject(mask(2, 0), column="team_no", code="missing", values=made.column("team_no"))
    made.warn(mask(2, 0, 1), column="cadre_count", code="unreadable", values=made.column("cadre_count"))
    assert [remark.sheet_row for _, remark in made.warnings] == [3]


def test_a_row_keeps_what_the_row_it_supersedes_said_in_columns_of_its_own() -> None:
    short = table([("D1", None), ("D2", 9)])
    short = CleanTable(TEAMS, short.frame[["team_no"]], short.cells, ("队号",), ("team_no",), (), ())
    made = make_batch(TEAMS, [(0, table([("D1", 3)])), (1, short), (2, table([("D2", None)]))])
    made.supersede()
    assert made.column("cadre_count")[made.alive].tolist() == [3, None]
    assert made.inherited == {1: {"cadre_count"}, 3: set()}
