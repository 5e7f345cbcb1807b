"""The register of proposals: which proposal a row answers to; none is guessed, none is dropped."""

from datetime import date

import pytest

from dashboard.queries.proposals import Filed, answers_to, last_half_year, matched
from dashboard.queries.reading import open_reading
from data.proposals import proposals
from tests import builders
from tests.conftest import Loader


def filed(section: str, matter: str, **other: object) -> Filed:
    told = {"due_on": date(2016, 6, 30), "status": "办理中", **other}
    return Filed("T1", section, matter, "县扶贫办", told["due_on"], told["status"], None, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("section", "matter", "key"),
    [
        ("五大工程", "改造危房并整治村庄环境", "work.housing"),
        ("七大体系", "低保、五保、养老和高龄补贴兜底", "system.safety_net"),
        ("六个机制", "专项资金不低于收入百分之二并逐年递增", "mechanism.investment"),
        ("五大工程", "搬迁", None),
        ("七大体系", "加快易地搬迁安置点建设", "system.relocation"),
        ("七大体系", "为留守老人开展技能培训", None),
    ],
)
def test_a_row_answers_to_the_proposal_of_its_section_whose_words_it_holds(
    section: str, matter: str, key: str | None
) -> None:
    found = answers_to(filed(section, matter), proposals())
    assert (found.key if found else None) == key


def test_a_row_that_fits_none_is_kept_apart(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    rows["proposals"].append({**rows["proposals"][0], "提案编号": "T2", "事项": "每村选两个产业示范点"})
    loaded(rows)
    found = matched(open_reading(store_url))
    assert [row.number for row in found.unmatched] == ["T1"]
    assert {key: [row.number for row in mine] for key, mine in found.by_proposal.items()} == {"work.industry": ["T2"]}


def test_overdue_is_after_the_due_day_and_not_closed() -> None:
    row = filed("六个机制", "考核")
    assert not row.is_overdue(date(2016, 6, 30))
    assert row.is_overdue(date(2016, 7, 1))
    assert not filed("六个机制", "考核", status="已办结").is_overdue(date(2016, 7, 1))


def test_the_half_year_before_the_day() -> None:
    days = (date(2016, 6, 30), date(2016, 7, 31), date(2016, 12, 31), date(2017, 1, 31))
    assert [last_half_year(day) for day in days] == ["2015H2", "2016H1", "2016H1", "2016H2"]
