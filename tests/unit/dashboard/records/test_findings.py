"""What may be written about a finding, and in which order its levels speak (逐级审核)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.records.fields import NotAcceptable
from dashboard.records.findings import AUTHORED, HANDLING, LEVELS, NEW, VERDICT, require_turn, turn
from dashboard.records.journal import Entry
from dashboard.records.subjects import accepted

KEY = "0123456789ab"


def said(level: str, verdict: str = "upheld") -> dict[str, str]:
    return {"level": level, "verdict": verdict, "remark": "看过"}


def entry(number: int, content: dict[str, str]) -> Entry:
    return Entry(number, VERDICT, KEY, content, "王", "2016-07-01T08:00:00+00:00")


def test_a_handling_is_kept_in_its_fields_only() -> None:
    fields = {"state": "in_hand", "who": " 王 主任 ", "due": "2016-07-31", "remark": "", "more": "x"}
    kept = {"state": "in_hand", "who": "王 主任", "due": "2016-07-31", "remark": ""}
    assert accepted(HANDLING, KEY, fields) == kept


@pytest.mark.parametrize(
    ("subject", "key", "fields"),
    [
        (HANDLING, "x", {"state": "open"}),
        (HANDLING, KEY, {"state": "closed"}),
        (HANDLING, KEY, {"state": "in_hand", "who": " "}),
        (HANDLING, KEY, {"state": "open", "due": "31.7.2016"}),
        (HANDLING, KEY, {"state": "not_a_problem"}),
        (VERDICT, KEY, {"level": "province", "verdict": "upheld"}),
        (VERDICT, KEY, {"level": "village", "verdict": "sent_back", "remark": "x"}),
        (VERDICT, KEY, {"level": "village", "verdict": "dismissed"}),
        (AUTHORED, KEY, {"what": "x", "severity": "grave"}),
        (AUTHORED, NEW, {"what": "", "severity": "grave"}),
        (AUTHORED, NEW, {"what": "x", "severity": "fatal"}),
        (AUTHORED, NEW, {"what": "x", "severity": "grave", "village": "61"}),
    ],
)
def test_what_cannot_be_taken_is_refused_in_both_languages(subject: str, key: str, fields: dict[str, str]) -> None:
    with pytest.raises(NotAcceptable) as refused:
        accepted(subject, key, fields)
    assert refused.value.reason.zh
    assert refused.value.reason.en


def test_a_level_speaks_only_after_the_one_below_it() -> None:
    with pytest.raises(NotAcceptable, match="The village"):
        accepted(VERDICT, KEY, said("town"))
    earlier = [entry(1, said("village"))]
    assert accepted(VERDICT, KEY, said("town"), earlier=earlier)["level"] == "town"
    with pytest.raises(NotAcceptable, match="The town"):
        accepted(VERDICT, KEY, said("county"), earlier=earlier)


def test_a_verdict_may_be_changed_until_the_next_level_has_spoken() -> None:
    village, town = entry(1, said("village")), entry(2, said("town"))
    assert accepted(VERDICT, KEY, said("village", "dismissed"), earlier=[village])
    with pytest.raises(NotAcceptable, match="sends back"):
        accepted(VERDICT, KEY, said("village", "dismissed"), earlier=[village, town])


def test_what_is_sent_back_is_judged_again_from_below() -> None:
    earlier = [entry(1, said("village")), entry(2, said("town", "sent_back"))]
    assert turn(each.content for each in earlier) == 0
    assert accepted(VERDICT, KEY, said("village"), earlier=earlier)
    with pytest.raises(NotAcceptable):
        accepted(VERDICT, KEY, said("county"), earlier=earlier)


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(["upheld", "dismissed", "sent_back"])), max_size=12))
def test_no_level_ever_speaks_before_the_one_below_it_stands(wanted: list[tuple[str, str]]) -> None:
    taken: list[dict[str, str]] = []
    for level, verdict in wanted:
        try:
            require_turn(said(level, verdict), taken)
        except NotAcceptable:
            continue
        if (level, verdict) != ("village", "sent_back"):
            taken.append(said(level, verdict))
    stands: set[str] = set()
    for each in taken:
        at = LEVELS.index(each["level"])  # type: ignore[arg-type]
        assert set(LEVELS[:at]) <= stands
        stands.add(each["level"])
        if each["verdict"] == "sent_back":
            stands -= set(LEVELS[at - 1 :])
        else:
            stands -= set(LEVELS[at + 1 :])
