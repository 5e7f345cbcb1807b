"""What may be written: fields in their form, anything else refused with a reason in both languages."""

import pytest

from dashboard.records.fields import MOST_OF_A_NAME, NotAcceptable
from dashboard.records.subjects import EDITION_NAME, accepted


def test_a_name_is_kept_as_one_line_and_nothing_else_is_kept() -> None:
    assert accepted(EDITION_NAME, "3", {"name": "  半年\n汇报 ", "more": "x"}) == {"name": "半年 汇报"}
    assert accepted(EDITION_NAME, "3", {}) == {"name": ""}


@pytest.mark.parametrize(("key", "name"), [("x", "汇报"), ("", "汇报"), ("3", "长" * (MOST_OF_A_NAME + 1))])
def test_what_cannot_be_taken_is_refused_in_both_languages(key: str, name: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        accepted(EDITION_NAME, key, {"name": name})
    assert refused.value.reason.zh
    assert refused.value.reason.en


def test_an_unknown_subject_is_an_error() -> None:
    with pytest.raises(LookupError):
        accepted("weather", "1", {})
