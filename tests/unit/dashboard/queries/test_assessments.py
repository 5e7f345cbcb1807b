"""The half-year assessment: ranks, bands, the period before, the registers beside, indicators against the group."""

from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.assessments import CODES, band_of, end_of, periods, profile, ranking
from dashboard.queries.evidence.listing import figure_value
from data.registers import load_registers
from tests import builders
from tests.builders import NORTH, SOUTH, Row
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)


def score(period: str, subject: str, points: float, *, indicator: str = "识别", kind: str = "乡镇") -> Row:
    row: Row = {"考核期": period, "考核对象类别": kind, "考核对象": subject}
    return {**row, "考核指标": indicator, "满分": 20, "得分": points}


SCORES = [
    score("2016上半年", "周河镇", 19), score("2016上半年", "周河镇", 18, indicator="帮扶"),
    score("2016上半年", "红墩界镇", 11), score("2016上半年", "红墩界镇", 12, indicator="帮扶"),
    score("2015下半年", "周河镇", 10), score("2016下半年", "周河镇", 1),
    score("2016上半年", "D1", 15, kind="驻村工作队"),
]  # fmt: skip


def loaded_county(loaded: Loader) -> None:
    loaded(
        {
            "villages": [builders.village(SOUTH), builders.village(NORTH)],
            "households": [builders.household("A"), builders.household("B", NORTH)],
            "persons": [builders.person("A001", "A"), builders.person("B002", "B")],
            "household_changes": [builders.change("B", "2016-03-01", "脱贫")],
            "teams": [builders.team("D1")],
            "assessments": SCORES,
        }
    )


def test_kinds_are_those_of_the_register() -> None:
    assert set(CODES.values()) == set(load_registers()["assessments"].column("subject_kind").codes)


def test_bands_follow_the_policy() -> None:
    names = [
        band.name if band else None for band in (band_of(each, DAY) for each in (0.95, 0.9, 0.85, 0.6, 0.59, None))
    ]
    assert names == ["excellent", "excellent", "good", "fair", None, None]
    assert (end_of("2015H1"), end_of("2015H2")) == (date(2015, 6, 30), date(2015, 12, 31))


def test_towns_are_ranked_beside_the_period_before_and_the_registers(loaded: Loader, store_url: str) -> None:
    loaded_county(loaded)
    reading = reading_of(store_url)
    assert periods(reading, "towns", DAY) == ("2016H1", "2015H2")
    first, second = ranking(reading, "towns", "2016H1", DAY)
    assert (first.subject, first.rank, first.share, first.before) == ("周河镇", 1, pytest.approx(37 / 40), 0.5)
    assert (second.subject, second.rank, second.before) == ("红墩界镇", 2, None)
    assert (first.beside, second.beside) == (0.0, 1.0)
    assert (first.beside_rank, second.beside_rank) == (2, 1)
    assert first.disagrees is second.disagrees is True
    (team,) = ranking(reading, "teams", "2016H1", DAY)
    assert (team.member, team.beside, team.disagrees) == (SOUTH, 0.0, None)


def test_the_registers_stand_as_at_the_end_of_the_half_year_and_equal_ones_have_no_ranks(
    loaded: Loader, store_url: str
) -> None:
    loaded(
        {
            "villages": [builders.village(SOUTH), builders.village(NORTH)],
            "households": [builders.household("A"), builders.household("B", NORTH)],
            "persons": [builders.person("A001", "A"), builders.person("B002", "B")],
            "household_changes": [builders.change("B", "2016-03-01", "脱贫")],
            "assessments": [score("2015下半年", "周河镇", 19), score("2015下半年", "红墩界镇", 11)],
        }
    )
    found = ranking(reading_of(store_url), "towns", "2015H2", DAY)
    assert [each.beside for each in found] == [0.0, 0.0]
    assert [(each.beside_rank, each.disagrees) for each in found] == [(None, None)] * 2


def test_an_indicator_stands_beside_its_group(loaded: Loader, store_url: str) -> None:
    loaded_county(loaded)
    helped, known = profile(reading_of(store_url), "towns", "2016H1", "周河镇")
    assert (helped.indicator, helped.share, helped.group) == ("帮扶", 0.9, 0.75)
    assert (known.score, known.full) == (19, 20)


def test_a_score_opens_to_its_rows(loaded: Loader, store_url: str) -> None:
    loaded_county(loaded)
    reading = reading_of(store_url)
    where = {"period": "2016H1", "subjects": "towns", "subject": "周河镇"}
    assert figure_value(reading, Opened.of("assessment.score_share", as_of=DAY, **where)) == pytest.approx(37 / 40)
    assert figure_value(reading, Opened.of("assessment.points", as_of=DAY, indicator="帮扶", **where)) == 18
