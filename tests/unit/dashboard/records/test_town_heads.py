"""First responsible persons: a town of the table, names of one line; a blank takes a name away."""

import pytest

from dashboard.records.fields import NotAcceptable
from dashboard.records.subjects import accepted
from dashboard.records.town_heads import TOWN_HEADS, is_named

TOWN = "610824104"


def test_both_names_are_kept_and_nothing_else() -> None:
    assert accepted(TOWN_HEADS, TOWN, {"party": " 甲 书记 ", "government": "乙", "x": "y"}) == {
        "party": "甲 书记",
        "government": "乙",
    }


@pytest.mark.parametrize("key", ["", "610824999", "x"])
def test_another_town_is_refused(key: str) -> None:
    with pytest.raises(NotAcceptable):
        accepted(TOWN_HEADS, key, {"party": "甲"})


def test_a_town_is_named_when_both_are() -> None:
    assert is_named({"party": "甲", "government": "乙"})
    assert not is_named({"party": "甲", "government": ""})
    assert not is_named({})
