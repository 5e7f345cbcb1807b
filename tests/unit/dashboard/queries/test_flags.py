"""Ledger flags: what each rule singles out, and how many rows it examined."""

from datetime import date

from dashboard.metrics.flags import PARTS_OF
from dashboard.opened import Opened
from dashboard.queries.entries import payee_name
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.flags import Flag, flags
from tests import builders
from tests.builders import Delivery
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)


def found(loaded: Loader, url: str, rows: Delivery) -> dict[str, Flag]:
    loaded({"villages": [builders.village(builders.SOUTH)], **rows})
    every = {flag.kind: flag for flag in flags(reading_of(url), DAY)}
    for flag in every.values():
        # Every flag opens to rows that come to what it says; one that examined nothing is no data.
        parts = {"found": flag.count, "examined": flag.examined, "left_out": flag.left_out, "amount": flag.fen / 100}
        told = PARTS_OF[flag.kind]
        assert "left_out" in told or flag.left_out == 0
        said = tuple(parts[part] if flag.was_checked else None for part in told)
        figures = [f"flag.{flag.kind}.{part}" for part in told]
        opened = tuple(figure_value(reading_of(url), Opened.of(each, as_of=DAY)) for each in figures)
        assert opened == said, flag.kind
    return every


def test_nothing_to_examine_is_said(loaded: Loader, store_url: str) -> None:
    every = found(loaded, store_url, {})
    assert len(every) == 5
    assert not any(flag.was_checked or flag.count or flag.rows for flag in every.values())


def test_a_reversal(loaded: Loader, store_url: str) -> None:
    rows = [builders.disbursement("P1", "X1"), builders.disbursement("P2", "X1", **{"拨付金额(元)": -30})]
    flag = found(loaded, store_url, {"projects": [builders.project("X1")], "disbursements": rows})["reversal"]
    assert (flag.examined, flag.count, flag.fen) == (2, 1, -3000)
    assert (flag.rows[0].voucher_no, flag.rows[0].project_no) == ("P2", "X1")


def test_an_entry_before_the_first_allocation(loaded: Loader, store_url: str) -> None:
    rows = [
        builders.disbursement("P1", "X1", 拨付日期="2016-01-30"),
        builders.disbursement("P2", "X1", 拨付日期="2016-02-01"),
        builders.disbursement("P3", "X2", 拨付日期="2016-01-01"),
    ]
    projects = [builders.project("X1"), builders.project("X2")]
    given = [builders.allocation("W2", "X1", 下达日期="2016-05-01"), builders.allocation("W1", "X1")]
    flag = found(loaded, store_url, {"projects": projects, "allocations": given, "disbursements": rows})[
        "before_allocation"
    ]
    assert [(row.voucher_no, row.measure) for row in flag.rows] == [("P1", 2)]
    assert (flag.examined, flag.left_out) == (2, 1)


def test_more_disbursed_than_allocated(loaded: Loader, store_url: str) -> None:
    projects = [builders.project(f"X{at}") for at in range(1, 5)]
    given = [builders.allocation("W1", "X1"), builders.allocation("W2", "X2")]
    rows = [
        builders.disbursement("P1", "X1", **{"拨付金额(元)": 80_000}),
        builders.disbursement("P2", "X2", **{"拨付金额(元)": 100_000}),
        builders.disbursement("P3", "X3", **{"拨付金额(元)": 500}),
    ]
    flag = found(loaded, store_url, {"projects": projects, "allocations": given, "disbursements": rows})[
        "over_disbursed"
    ]
    assert [(row.project_no, row.fen, row.measure) for row in flag.rows] == [
        ("X2", 2_000_000, 1.25),
        ("X3", 50_000, None),
    ]
    assert (flag.examined, flag.left_out) == (3, 1)


def test_a_stalled_project(loaded: Loader, store_url: str) -> None:
    progress = "形象进度（%）"
    projects = [
        builders.project("X1", **{"计划完工": "2016-05-01", progress: "49%"}),
        builders.project("X2", **{"计划完工": "2016-05-02", progress: "49%"}),
        builders.project("X3", **{"计划完工": "2016-05-01", progress: "50%"}),
        builders.project("X4", 计划完工="2015-05-01"),
    ]
    flag = found(loaded, store_url, {"projects": projects})["stalled"]
    assert [(row.project_no, row.measure) for row in flag.rows] == [("X1", 60)]
    assert (flag.examined, flag.left_out) == (3, 1)


def test_the_same_payee_in_three_projects(loaded: Loader, store_url: str) -> None:
    projects = [builders.project(f"X{at}") for at in range(1, 4)]
    rows = [builders.disbursement(f"P{at}", f"X{at}", 收款人="李四光") for at in range(1, 4)]
    rows += [builders.disbursement(f"Q{at}", f"X{at}", 收款人="李四海") for at in range(1, 3)]
    rows += [builders.disbursement("R1", "X1")]
    rows += [builders.disbursement("S1", "X1", 收款人="李四光", **{"拨付金额(元)": -10})]
    flag = found(loaded, store_url, {"projects": projects, "disbursements": rows})["same_payee"]
    assert [(row.title, row.measure, row.fen) for row in flag.rows] == [("李**", 3, 14_999_000)]
    assert (flag.examined, flag.count) == (2, 1)
    assert "光" not in repr(flag)


def test_without_allocations_nobody_is_said_to_have_had_too_much(loaded: Loader, store_url: str) -> None:
    given = {"projects": [builders.project("X1")], "disbursements": [builders.disbursement("P1", "X1")]}
    every = found(loaded, store_url, given)
    assert not every["over_disbursed"].was_checked
    assert not every["over_disbursed"].rows
    assert every["reversal"].was_checked


def test_a_payee_opens_to_his_own_entries(loaded: Loader, store_url: str) -> None:
    projects = [builders.project(f"X{at}") for at in range(3)]
    rows = [builders.disbursement(f"P{at}", f"X{at}", 收款人="李明光") for at in range(3)]
    other = builders.disbursement("P9", "X0", 收款人="王大", **{"拨付金额(元)": 70})
    flag = found(loaded, store_url, {"projects": projects, "disbursements": [*rows, other]})["same_payee"]
    reading, (row,) = reading_of(store_url), flag.rows
    key = row.payee_key or ""
    assert figure_value(reading, Opened.of("funds.disbursed", as_of=DAY, payee=key)) == row.fen / 100
    assert payee_name(reading, key) == "李**"
    for word in ("payee-", "payee-%%%%%%%%%%%%%%%%", "李明光"):
        assert figure_value(reading, Opened.of("funds.disbursed", as_of=DAY, payee=word)) == 0
        assert payee_name(reading, word) is None
