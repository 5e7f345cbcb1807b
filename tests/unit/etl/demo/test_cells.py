"""The forms in which clerks write values."""

from datetime import date
from typing import Any

import pytest

from etl.demo.cells import Hand, Percent, writer
from etl.demo.chance import stream
from etl.demo.columns import Column
from etl.demo.tables import Raw


def hand(**habits: Any) -> Hand:
    return Hand(**{"rng": stream(1, "test"), "in_book": True, "slips": 0.0, **habits})


@pytest.mark.parametrize(
    ("form", "cell"),
    [("fraction", 0.0287), ("percent header", 2.87), ("text", "2.87%"), ("format", Percent(0.0287))],
)
def test_forms_of_a_share(form: str, cell: object) -> None:
    assert writer(Column("贫困发生率", "share"), hand(shares=form))(287) == cell


def test_money_in_its_unit() -> None:
    column = Column("下达金额", "money", default="万元")
    assert writer(column, hand(unit="元"))(25_707_028) == 257070.28
    assert writer(column, hand(unit=""))(25_707_028) == 25.707028


def test_serial_day_is_what_excel_counts() -> None:
    cells = {
        writer(Column("认定日期", "date"), hand(dates="serial", rng=stream(seed, "test")))(date(2015, 3, 1))
        for seed in range(9)
    }
    assert 42064 in cells


def test_birth_dates_are_never_serials() -> None:
    for seed in range(40):
        cell = writer(Column("出生日期", "birth"), hand(dates="serial", rng=stream(seed, "test")))(date(1941, 5, 15))
        assert not isinstance(cell, int) or cell == 19410515


def test_no_in_words_is_never_written_as_an_empty_cell() -> None:
    write = writer(Column("危房", "yes"), hand())
    assert write(False) in {"否", "无", "×", "0", "未"}
    assert write(None) == ""


def test_raw_text_is_written_as_it_is() -> None:
    assert writer(Column("规模", "number"), hand())(Raw("若干")) == "若干"


def test_a_wrong_value_is_refused() -> None:
    with pytest.raises(TypeError, match="no date"):
        writer(Column("日期", "date"), hand())("soon")
