"""Policy rules: complete and sourced, looked up by date, and refused at load where they cannot be trusted."""

from dataclasses import FrozenInstanceError, fields
from datetime import date
from pathlib import Path

import pytest

from data.rules import (
    PolicyError,
    RuleValue,
    Text,
    UnknownRule,
    holds,
    poverty_line,
    read_rules,
    rule,
    rules,
    rules_in_group,
)

MID_2016 = date(2016, 6, 30)
GOOD = {
    "key": '"a.b"',
    "operator": '">="',
    "value": "0.02",
    "unit": '"share"',
    "scope": '"county"',
    "confirmed": "true",
    "label": '{ zh = "一", en = "one" }',
    "source": '{ zh = "文", en = "text" }',
    "clause": '{ zh = "条", en = "clause" }',
}


def written(folder: Path, *tables: dict[str, str]) -> Path:
    blocks = ["[[rule]]\n" + "\n".join(f"{key} = {value}" for key, value in table.items()) for table in tables]
    (folder / "rules.toml").write_text("\n\n".join(blocks), encoding="utf-8")
    return folder


def test_the_rules_of_the_speech_are_there_with_their_numbers() -> None:
    expected: dict[str, RuleValue] = {
        "target.special_fund_share": 0.02,
        "target.special_fund_growth": 0.2,
        "target.department_share": 0.6,
        "industry.demonstration_sites": (2, 3),
        "measure.startup_loan": 50_000,
        "goal.villages": 72,
        "goal.people": 18_900,
        "goal.deadline": date(2016, 12, 31),
        "goal.baseline": date(2015, 12, 31),
        "control.province_villages": 41,
        "control.disbursed": 78_700_000,
        "control.categories": 10,
        "control.items": 128,
        "control.province_city_teams": 19,
        "control.county_teams": 54,
        "control.cadres": 163,
        "control.first_secretaries": 99,
        "status.near_unmet": 1,
        "status.behind_month_ends": 3,
        "status.behind_share_of_baseline": 0.1,
        "flag.stalled_days": 60,
        "flag.stalled_progress": 0.5,
        "flag.same_payee_projects": 3,
        "disclosure.small_count": 5,
        "near_line.share": 0.1,
        "risk.income_multiple": 1.5,
        "risk.illness": "因病",
        "risk.disability": "因残",
    }
    assert {key: rule(key, MID_2016).value for key in expected} == expected


@pytest.mark.parametrize(
    ("group", "count"),
    [("village_criterion", 7), ("household_criterion", 5), ("exclusion", 9), ("flag", 6), ("work", 5)],
)
def test_groups_are_complete_and_unconfirmed(group: str, count: int) -> None:
    found = rules_in_group(group, MID_2016)
    assert len(found) == count
    assert not any(each.confirmed for each in found)
    assert {each.group for each in found} == {group}


def test_village_criteria_bear_the_names_of_the_check_register_in_its_order() -> None:
    names = [each.name for each in rules_in_group("village_criterion", date(2015, 12, 31))]
    assert names == [
        "incidence_share",
        "income_ratio_up",
        "collective_economy",
        "paved_road",
        "safe_water",
        "electricity_share",
        "clinic",
    ]


def test_every_rule_has_its_words_in_both_languages() -> None:
    texts = [
        (each.key, field.name, getattr(each, field.name))
        for each in rules()
        for field in fields(each)
        if isinstance(getattr(each, field.name), Text)
    ]
    assert len(texts) >= 3 * len(rules()) > 0
    assert [(key, name) for key, name, text in texts if text.zh == text.en or not text.zh or not text.en] == []
    assert [(key, name) for key, name, text in texts if not any("一" <= sign <= "鿿" for sign in text.zh)] == []
    assert [(key, name) for key, name, text in texts if any("一" <= sign <= "鿿" for sign in text.en)] == []


def test_every_flag_says_that_it_is_no_finding() -> None:
    for flag in rules_in_group("flag", MID_2016):
        assert flag.note is not None
        assert "疑点不等于违规" in flag.note.zh


def test_the_schedule_rises_to_the_whole_in_twelve_months() -> None:
    schedule = rule("funds_schedule.cumulative_share", MID_2016).numbers
    assert len(schedule) == 12
    assert 0 < schedule[0] < schedule[-1] == 1
    assert not rule("funds_schedule.cumulative_share", MID_2016).confirmed


@pytest.mark.parametrize(
    ("on", "value", "confirmed"),
    [
        (date(2013, 1, 1), 2736, False),
        (date(2014, 12, 31), 2800, False),
        (date(2015, 1, 1), 2855, False),
        (date(2015, 12, 31), 2855, False),
        (date(2016, 1, 1), 3015, False),
        (date(2017, 12, 31), 3070, True),
    ],
)
def test_the_poverty_line_is_that_of_the_year(on: date, value: int, *, confirmed: bool) -> None:
    line = poverty_line(on)
    assert (line.value, line.confirmed) == (value, confirmed)


@pytest.mark.parametrize("on", [date(2012, 12, 31), date(2018, 1, 1)])
def test_there_is_no_poverty_line_outside_the_known_years(on: date) -> None:
    with pytest.raises(UnknownRule, match=on.isoformat()):
        poverty_line(on)
    with pytest.raises(UnknownRule, match="poverty_line"):
        rule("poverty_line.national", on)


def test_an_unknown_key_or_group_is_an_error() -> None:
    with pytest.raises(UnknownRule, match=r"target\.nothing"):
        rule("target.nothing", MID_2016)
    with pytest.raises(UnknownRule, match="nothing"):
        rules_in_group("nothing", MID_2016)


def test_a_missing_value_is_neither_met_nor_unmet() -> None:
    assert holds(rule("village_criterion.clinic", MID_2016), None) is None
    assert holds(rule("target.department_share", MID_2016), None) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("village_criterion.clinic", 1.0),
        ("target.department_share", True),
        ("measure.startup_loan", 50_000),
        ("goal.deadline", 3),
        ("funds_schedule.cumulative_share", 0.5),
    ],
)
def test_what_cannot_be_tested_is_refused(key: str, value: float) -> None:
    with pytest.raises(PolicyError, match=key):
        holds(rule(key, MID_2016), value)


def test_a_rule_gives_its_value_only_as_what_it_is() -> None:
    with pytest.raises(PolicyError, match="not a number"):
        _ = rule("village_criterion.clinic", MID_2016).number
    with pytest.raises(PolicyError, match="not a date"):
        _ = rule("goal.villages", MID_2016).day
    with pytest.raises(PolicyError, match="not a list"):
        _ = rule("goal.villages", MID_2016).numbers


def test_rules_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        rule("goal.villages", MID_2016).value = 71  # type: ignore[misc]


def test_a_good_file_is_read_and_its_period_includes_both_ends(tmp_path: Path) -> None:
    (only,) = read_rules(written(tmp_path, GOOD | {"in_force_from": "2016-01-01", "in_force_to": "2016-12-31"}))
    assert only.label["zh"] == "一"
    assert only.label["en"] == "one"
    days = [date(2015, 12, 31), date(2016, 1, 1), date(2016, 12, 31), date(2017, 1, 1)]
    assert [only.in_force(day) for day in days] == [False, True, True, False]


def test_periods_that_follow_each_other_are_accepted(tmp_path: Path) -> None:
    earlier, later = GOOD | {"in_force_to": "2015-12-31"}, GOOD | {"in_force_from": "2016-01-01"}
    assert len(read_rules(written(tmp_path, later, earlier))) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"in_force_to": "2016-01-01"}, {"in_force_from": "2016-01-01"}),
        ({"in_force_from": "2015-01-01", "in_force_to": "2015-12-31"}, {"in_force_from": "2015-06-01"}),
    ],
)
def test_periods_that_overlap_are_refused(tmp_path: Path, first: dict[str, str], second: dict[str, str]) -> None:
    with pytest.raises(PolicyError, match=r"a\.b: two rules"):
        read_rules(written(tmp_path, GOOD | first, GOOD | second))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"operator": '"≥"'}, "unknown operator"),
        ({"source": '{ zh = "文" }'}, "source must be given in zh and en"),
        ({"clause": '{ zh = "条", en = "" }'}, "clause must be given"),
        ({"confirmed": '"yes"'}, "confirmed"),
        ({"vaule": "1"}, "vaule"),
        ({"value": '"2%"'}, "not a number"),
        ({"value": "nan"}, "finite"),
        ({"operator": '"between"', "value": "[3, 2]"}, "between"),
        ({"operator": '"by_month"', "value": "[0.5, 1.0]"}, "12 numbers"),
        ({"operator": '"yes"', "value": "false"}, "yes/no"),
        ({"severity": '"fatal"'}, "severity"),
        ({"in_force_from": "2016-02-01", "in_force_to": "2016-01-01"}, "in force to before"),
    ],
)
def test_a_faulty_rule_is_refused_at_load(tmp_path: Path, change: dict[str, str], complaint: str) -> None:
    with pytest.raises(PolicyError, match=complaint):
        read_rules(written(tmp_path, GOOD | change))


@pytest.mark.parametrize("left_out", ["source", "clause", "confirmed", "label", "unit", "value"])
def test_a_rule_without_a_required_part_is_refused(tmp_path: Path, left_out: str) -> None:
    table = {key: value for key, value in GOOD.items() if key != left_out}
    with pytest.raises(PolicyError, match=left_out):
        read_rules(written(tmp_path, table))


def test_an_empty_folder_and_broken_toml_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="no policy rule"):
        read_rules(tmp_path)
    (tmp_path / "rules.toml").write_text("[[rule]\n", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"rules\.toml"):
        read_rules(tmp_path)
