"""Figures of the pages are one value a day by the API, those kept ready on the command line too."""

import json
from datetime import date

import pytest

from dashboard.__main__ import main
from dashboard.app import create_app
from dashboard.metrics.registry import DAILY, HEADLINES, METRICS, NARROWED
from dashboard.opened import Opened
from dashboard.queries.daily import daily_value
from dashboard.queries.evidence.listing import figure_value
from dashboard.settings import Settings
from tests import builders
from tests.conftest import Loader, reading_of
from tests.unit.house.sources import held

DAY = date(2016, 6, 30)
SHOWN = (
    "cases.open", "cases.overdue", "cases.closed", "cases.days_to_close", "projects.without_notice", "logic.hits",
    "exit.at_risk", "exit.below_line_out", "exit.above_line_listed", "households.unpaired", "villages.with_team",
    "system.medical.eligible", "system.medical.covered", "system.medical.gap", "villages.with_project",
    "households.unsafe_house", "proposals.overdue", "moves.returned_total", "industry.households_carried",
    "exclusions.matched", "assessment.score_share", "helpers.total", "flow.return_events",
)  # fmt: skip


def test_every_figure_of_a_day_is_one_that_opens_and_none_is_lost() -> None:
    assert set(HEADLINES) < set(DAILY) <= set(METRICS)
    assert not NARROWED & set(DAILY)
    held((each for each in SHOWN if each not in DAILY), list(SHOWN), at_least=20)


def test_the_api_and_the_command_line_say_what_opens(
    loaded: Loader, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded()
    reading = reading_of(store_url)
    client = create_app(Settings(store_url, cache_folder=None)).server.test_client()
    items = client.get(f"/api/v1/metrics?as_of={DAY}&page_size=500").get_json()["items"]
    answered = {each["id"]: each["value"] for each in items}
    assert main(["metrics", "--database", store_url, "--as-of", str(DAY), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)["metrics"]
    assert set(printed) == set(HEADLINES)
    assert {each: answered[each] for each in printed} == printed
    faults = (
        f"{each} {answered[each]}"
        for each in set(DAILY) - set(HEADLINES)
        if answered[each] != figure_value(reading, Opened.of(each, as_of=DAY))
    )
    held(faults, set(answered) - set(HEADLINES), at_least=60)
    one = client.get(f"/api/v1/metrics/cases.open?as_of={DAY}").get_json()
    assert (one["value"], one["dimensions"]) == (answered["cases.open"], [])


def test_a_figure_whose_register_was_never_loaded_is_null(loaded: Loader, store_url: str) -> None:
    loaded({kind: rows for kind, rows in builders.county().items() if kind not in ("incomes", "oversight")})
    reading = reading_of(store_url)
    assert [daily_value(reading, each, DAY) for each in ("exit.at_risk", "cases.open", "cases.days_to_close")] == [
        None, None, None,
    ]  # fmt: skip
    assert daily_value(reading, "people.poor", DAY) == 4
