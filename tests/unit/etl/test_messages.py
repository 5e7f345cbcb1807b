"""What is said of refused rows: for every code, in both languages, with column and value."""

import re

import pytest

from etl import messages

CODES = {
    "missing", "unreadable", "unknown_code", "unknown_reference", "bad_id_number", "date_out_of_range",
    "negative_amount", "impossible_change", "ambiguous_percent", "no_unit",
}  # fmt: skip


def test_the_codes_are_just_those_of_the_contract() -> None:
    assert set(messages.REASONS) == CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_reason_is_said_in_both_languages(code: str) -> None:
    text = messages.reason(code, column="拨付日期", value="昨天")
    assert re.search(r"[一-鿿]", text.zh)
    assert not re.search(r"[一-鿿]", text.en.replace("拨付日期", "").replace("昨天", ""))
    assert "{" not in text.zh + text.en
    assert len(text.en) > 20
    if code not in ("no_unit", "impossible_change"):
        assert "拨付日期" in text.zh
        assert "拨付日期" in text.en


@pytest.mark.parametrize("code", sorted(messages.WARNINGS))
def test_a_warning_is_said_in_both_languages(code: str) -> None:
    text = messages.warning(code, column="列", value="值")
    assert re.search(r"[一-鿿]", text.zh)
    assert text.en.isascii() or {"列", "值"} & set(text.en)
    assert "{" not in text.zh + text.en


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    assert "{x}" in messages.reason("unreadable", column="列", value="{x}").zh


def test_an_unknown_code_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        messages.reason("odd", column=None, value=None)
