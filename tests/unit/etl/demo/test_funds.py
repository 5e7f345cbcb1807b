"""Money of the demo county."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from etl.demo.funds import build_funds
from etl.demo.records import BASELINE, DELIVERED, County


@pytest.mark.parametrize(("seed", "scale"), [(2016, 1), (8, 1), (8, 2)])
def test_disbursed_by_the_baseline_is_exact_to_the_fen(county: County, seed: int, scale: int) -> None:
    funds = build_funds(seed, county.projects, county.households, scale=scale)
    assert sum(line.amount_fen for line in funds.disbursements if line.day <= BASELINE) == 7_870_000_000 * scale


def test_keys_are_unique(county: County) -> None:
    assert len({(line.voucher, line.line) for line in county.disbursements}) == len(county.disbursements)
    assert len({(line.document, line.project_no) for line in county.allocations}) == len(county.allocations)
    assert len({project.no for project in county.projects}) == len(county.projects)


def test_reversals_cancel_a_payment(county: County) -> None:
    amounts = defaultdict(list)
    for line in county.disbursements:
        amounts[line.project_no].append(line.amount_fen)
    negative = [line for line in county.disbursements if line.amount_fen < 0]
    assert len(negative) >= 10
    assert all(-line.amount_fen in amounts[line.project_no] for line in negative)


def test_the_anomalies_that_the_screens_show_are_there(county: County) -> None:
    allocated, paid, first_paid, first_given = Counter(), Counter(), {}, {}
    for line in county.allocations:
        allocated[line.project_no] += line.amount_fen
        first_given[line.project_no] = min(first_given.get(line.project_no, DELIVERED), line.day)
    for payment in county.disbursements:
        paid[payment.project_no] += payment.amount_fen
        first_paid[payment.project_no] = min(first_paid.get(payment.project_no, DELIVERED), payment.day)
    assert 3 <= sum(paid[no] > allocated[no] for no in paid) <= 8
    assert sum(first_paid[no] < first_given[no] for no in first_paid) >= 3
    stalled = [one for one in county.projects if one.planned_finish < date(2016, 5, 1) and one.progress_bp < 4000]
    assert len(stalled) >= 10
    payees = defaultdict(set)
    for payment in county.disbursements:
        payees[payment.payee].add(payment.project_no)
    assert max(len(projects) for payee, projects in payees.items() if payee) > 5


def test_departments_miss_the_sixty_percent_each_year(county: County) -> None:
    for year in (2014, 2015, 2016):
        lines = [line for line in county.department_funds if line.year == year]
        assert len(lines) == 10
        assert sum(line.poor_fen for line in lines) < 0.6 * sum(line.total_fen for line in lines)
