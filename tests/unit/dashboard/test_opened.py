"""A figure opened, as a word of an address and back; anything else is none of ours."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.opened import CONDITIONS, Look, Opened

WORDS = st.text(
    st.characters(exclude_characters="~", codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
)


@given(st.dictionaries(st.sampled_from(CONDITIONS), WORDS, max_size=4), st.none() | st.dates())
def test_what_is_written_is_read_again(where: dict[str, str], day: date | None) -> None:
    opened = Opened.of("people.poor", as_of=day, **where)
    assert Opened.parse(opened.written) == opened


def test_conditions_stand_in_one_order_and_empty_ones_are_left_out() -> None:
    one = Opened.of("funds.disbursed", category="产业", zone="南部", town=None, level="")
    assert one.written == "funds.disbursed~zone:南部~category:产业"
    assert one == Opened.of("funds.disbursed", zone="南部", category="产业")


@pytest.mark.parametrize(
    "written",
    ["", "people poor", "people.poor~", "people.poor~zone", "people.poor~zone:", "people.poor~weather:wet",
     "people.poor~zone:南部~zone:北部", "<script>", "people.poor~as_of"],
)  # fmt: skip
def test_a_word_that_names_no_figure_is_none(written: str) -> None:
    assert Opened.parse(written) is None


def test_a_day_that_is_none_is_the_day_of_the_screen() -> None:
    found = Opened.parse("people.poor~as_of:2016-02-31")
    assert found is not None
    assert found.as_of is None


def test_an_unknown_condition_is_an_error() -> None:
    with pytest.raises(KeyError):
        Opened.of("people.poor", weather="wet")


@given(st.integers(0, 3), st.none() | WORDS, st.integers(1, 99), st.lists(WORDS, max_size=3))
def test_what_is_looked_at_is_read_again(at: int, group: str | None, page: int, row: list[str]) -> None:
    look = Look(Opened.of("people.poor"), at, group, page, "-weight", tuple(row))
    query: dict[str, list[str]] = {}
    for name, value in look.parts:
        query.setdefault(name, []).append(value)
    assert Look.from_query(query) == look


def test_numbers_of_an_address_that_are_none_are_the_first() -> None:
    look = Look.from_query({"open": ["people.poor"], "page": ["x"], "at": ["-1"]})
    assert look == Look(Opened.of("people.poor"))
    assert Look.from_query({}) is None
