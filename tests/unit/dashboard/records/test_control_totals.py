"""Control totals written by users: in their form or refused with a reason; nothing at all restores the default."""

import pytest

from dashboard.metrics.registry import metric
from dashboard.records.control_totals import CONTROL_TOTAL, NEW, default_keys, scale_of
from dashboard.records.fields import NotAcceptable
from dashboard.records.subjects import accepted

GIVEN = {"value": "18，930", "tolerance": "50", "sentence": "1.893 万人", "source": "年报"}


def test_the_published_totals_are_the_ten_of_the_speech() -> None:
    assert len(default_keys()) == 10
    assert {"goal.villages", "goal.people", "control.province_villages", "control.disbursed"} <= default_keys()


def test_an_entry_is_kept_with_plain_numbers() -> None:
    kept = accepted(CONTROL_TOTAL, "goal.people", {**GIVEN, "figure": "x"})
    assert kept == {"value": "18930", "tolerance": "50", "sentence": "1.893 万人", "source": "年报"}
    assert accepted(CONTROL_TOTAL, "goal.people", {}) == {}


def test_an_own_total_names_its_figure_and_day() -> None:
    given = {**GIVEN, "figure": "people.poor", "as_of": "2016-06-30", "tolerance": ""}
    kept = accepted(CONTROL_TOTAL, NEW, given)
    assert (kept["figure"], kept["as_of"], kept["tolerance"]) == ("people.poor", "2016-06-30", "0")
    assert accepted(CONTROL_TOTAL, "own.3", {}) == {}
    assert accepted(CONTROL_TOTAL, "own.3", given) == kept


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("weather", {}),
        ("own.x", {}),
        ("goal.people", {"value": ""}),
        ("goal.people", {"value": "many"}),
        ("goal.people", {"value": "-1"}),
        ("goal.people", {"value": "inf"}),
        ("goal.people", {"tolerance": "nan"}),
        ("goal.people", {"sentence": " "}),
        ("goal.people", {"source": "x" * 401}),
        (NEW, {"figure": "no.such"}),
        (NEW, {"figure": "people.poor", "as_of": "soon"}),
    ],
)
def test_what_cannot_be_taken_is_refused_in_both_languages(key: str, change: dict[str, str]) -> None:
    with pytest.raises(NotAcceptable) as refused:
        accepted(CONTROL_TOTAL, key, {**GIVEN, **change})
    assert refused.value.reason.zh != refused.value.reason.en


def test_shares_are_typed_in_percent() -> None:
    assert scale_of(metric("funds.progress")) == 100
    assert scale_of(metric("funds.disbursed")) == 1
