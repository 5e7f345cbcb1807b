"""Which columns decide whether a row changed."""

import pytest

from data.registers import load_registers
from etl import store
from etl.versions import _compared, _with_defaults


@pytest.mark.parametrize(
    ("kind", "left_out"), [("projects", {"place"}), ("households", {"town_name", "village_name"}), ("villages", set())]
)
def test_what_was_only_written_another_way_is_no_change(kind: str, left_out: set[str]) -> None:
    register = load_registers()[kind]
    names = store.columns_of(register)
    compared = {names[at] for at in _compared(register, names)}
    assert set(names) - compared == left_out
    assert "place_codes" not in left_out


def test_defaults_fill_only_what_is_empty() -> None:
    assert _with_defaults([None, "a", None], {0: "x", 1: "y"}) == ("x", "a", None)
