"""Rows that are no data: totals and lines below a table, and what looks like them but is data."""

import pytest

from etl.datarows import data_rows
from etl.read import Sheet

COLUMNS = {"no": 0, "content": 1, "amount": 2}


def kept(*rows: list[object]) -> list[object]:
    sheet = Sheet(name=None, rows=[["编号", "内容", "金额"], *rows], merges=(), percent_cells=lambda _: set())
    found = data_rows(sheet, COLUMNS, first=1, required=["no", "content"], key=["no"])
    assert found.rows_read == found.skipped + len(found.frame)
    return list(found.frame["amount"])


@pytest.mark.parametrize(
    "label",
    [
        "合计", "小 计", "总　计：", "（合计）", "合计：3项", "合计（3项）", "总计3项", "东坑镇小计", "本页合计",
        "注：以上为终稿", "说明：x", "填表人：张三", "负责人签字：", "审核人（签字）：李四", "制表日期：2016年6月",
    ],
)  # fmt: skip
def test_totals_and_footers_are_skipped_wherever_they_stand(label: str) -> None:
    assert kept(["1", "甲", 1], [label, None, 9], ["2", "乙", 2]) == [1, 2]


def test_a_complete_row_that_only_begins_like_a_total_is_data() -> None:
    assert kept(["1", "总计：发现问题3项", 1], ["2", "合计", 2]) == [1]


def test_a_total_across_a_merged_town_is_skipped() -> None:
    rows: list[list[object]] = [["编号", "镇", "人"], ["1", "周河", 1], ["小计", None, 9], ["2", None, 2]]
    sheet = Sheet(name="s", rows=rows, merges=((1, 1, 3, 1),), percent_cells=lambda _: set())
    found = data_rows(sheet, {"no": 0, "town": 1, "people": 2}, first=1, required=["no", "town"], key=["no"])
    assert found.frame["town"].tolist() == ["周河", "周河"]
    assert found.frame["people"].tolist() == [1, 2]
