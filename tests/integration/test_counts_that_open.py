"""Counts of a single rule or criterion are the same on the page and opened to their rows, in the demonstration data."""

from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.criteria import scope_states, tallies
from dashboard.queries.evidence.listing import value_from_rows
from dashboard.queries.line import households_of
from dashboard.queries.progress import Scope
from dashboard.queries.projections import projection
from dashboard.queries.returns import returns
from dashboard.queries.rules_of_money import rules_of_money
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from tests.demo_store import demo_store
from tests.unit.house.sources import held

DAYS = (date(2016, 6, 30), date(2016, 3, 31), date(2015, 12, 31))


@pytest.fixture
def screen(tmp_path_factory: pytest.TempPathFactory) -> Screen:
    url, _ = demo_store(tmp_path_factory)
    return open_screen(url, View.from_query({}))


def test_villages_of_a_criterion_are_those_tallied(screen: Screen) -> None:
    examined, faults = 0, []
    for day in DAYS:
        for zone in (None, "南部", "北部"):
            for tally in tallies(scope_states(screen.reading, Scope(zone), day), day):
                wanted = {
                    "criterion_met": tally.met,
                    "criterion_unmet": tally.unmet,
                    "criterion_share": tally.met_share,
                    "unchecked": tally.unchecked,
                }
                for name, value in wanted.items():
                    examined += 1
                    given = {} if name == "unchecked" else {"criterion": tally.rule.name}
                    opened = Opened.of(f"villages.{name}", as_of=day, zone=zone, **given)
                    found = value_from_rows(screen.reading, opened)
                    faults += [] if found == pytest.approx(value) else [f"{opened.written}: {found} for {value}"]
    held(faults, examined, at_least=200)


def test_rules_counted_are_those_of_the_page(screen: Screen) -> None:
    faults, examined = [], 0
    for day in (*DAYS, date(2014, 12, 31), date(2013, 12, 31)):
        met = [each.met for each in rules_of_money(screen.reading, day)]
        for name, is_met in (("rules_met", True), ("rules_unmet", False)):
            examined += 1
            found = value_from_rows(screen.reading, Opened.of(f"target.{name}", as_of=day))
            wanted = met.count(is_met) if set(met) != {None} else None
            faults += [] if found == wanted else [f"{name} {day}: {found} for {wanted}"]
    held(faults, examined, at_least=10)


def test_paces_tried_and_returns_are_those_of_the_page(screen: Screen) -> None:
    faults, examined = [], 0
    for zone in (None, "南部", "北部"):
        for day in DAYS[:2]:
            people, villages = (projection(screen.reading, Scope(zone), day, each) for each in ("people", "villages"))
            wanted = {
                ("exit.pace_left", "700"): people.at(700)[0],
                ("exit.best_zone_left", None): round(people.best.left) if people.best else None,
                ("villages.best_zone_left", None): round(villages.best.left) if villages.best else None,
                ("exit.best_zone_share", None): people.best.share if people.best else None,
                ("flow.return_events", None): returns(screen.reading, Scope(zone), day, limit=1).events,
            }
            for (name, pace), value in wanted.items():
                examined += 1
                found = value_from_rows(screen.reading, Opened.of(name, as_of=day, zone=zone, pace=pace))
                told = round(found) if found is not None and isinstance(value, int) else found
                faults += [] if told == pytest.approx(value) else [f"{name} {zone} {day}: {found} for {value}"]
    held(faults, examined, at_least=30)


def test_the_income_of_a_household_is_the_one_listed(screen: Screen) -> None:
    faults, examined = [], 0
    for name in ("above_line_listed", "below_line_out"):
        for each in households_of(screen.reading, Scope(), DAYS[0], name=name, limit=10):
            examined += 1
            opened = Opened.of("exit.household_income", as_of=DAYS[0], household=each.household_no)
            found = value_from_rows(screen.reading, opened)
            faults += [] if found == pytest.approx(each.income) else [f"{each.household_no}: {found} for {each.income}"]
    held(faults, examined, at_least=12)


def test_people_of_a_household_are_those_listed(screen: Screen) -> None:
    faults, examined = [], 0
    for each in returns(screen.reading, Scope(), DAYS[0], limit=10).latest:
        examined += 1
        opened = Opened.of("people.of_household", as_of=DAYS[0], household=each.household_no)
        found = value_from_rows(screen.reading, opened)
        faults += [] if found == each.people else [f"{each.household_no}: {found} for {each.people}"]
    held(faults, examined, at_least=5)
