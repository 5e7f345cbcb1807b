"""The address of the drawer: a figure in HTML, and a sentence for what cannot be opened."""

import csv
import io
import re

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.components.drawer import PATH
from dashboard.settings import Settings
from tests import builders
from tests.conftest import Loader

TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def client(loaded: Loader, store_url: str) -> FlaskClient:
    county = builders.county()
    county["projects"][0]["项目名称"] = "<script>alert(1)</script>"
    loaded(county)
    return create_app(Settings(store_url, cache_folder=None)).server.test_client()


def told(client: FlaskClient, query: str, *, status: int = 200, lang: str = "zh") -> str:
    answer = client.get(f"{PATH}?lang={lang}&{query}")
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    return TAG.sub("", answer.text)


def test_a_figure_is_told_with_its_formula_in_numbers(client: FlaskClient) -> None:
    said = told(client, "open=people.incidence")
    for part in ("贫困发生率", "贫困发生率 = ", "people.incidence", "2,000", "待县里确认"):
        assert part in said or part == "贫困发生率 = "
    assert re.search(r"4 人 ÷ 2,000 人 ＝ 0\.2%", said)
    assert "4 people ÷ 2,000 people = 0.2%" in told(client, "open=people.incidence", lang="en")


@pytest.mark.parametrize("on", ["", "~as_of:2016-12-31", "~as_of:2017-02-01"])
def test_where_the_criterion_is_met_no_pace_is_needed(client: FlaskClient, on: str) -> None:
    said = told(client, f"open=exit.incidence_pace{on}", lang="en")
    assert "4 people, no more than 2,000 people × 3.00%: the criterion is met, needed 0 people a month" in said
    assert not re.search(r"−\d", said)
    assert "已达标，所需 0 人/月" in told(client, f"open=exit.incidence_pace{on}")


def test_above_the_criterion_the_pace_is_told_in_numbers(client: FlaskClient, loaded: Loader) -> None:
    few = [{**each, "总人口": 10} for each in builders.county()["villages"]]
    loaded({"villages": few})
    said = told(client, "open=exit.incidence_pace", lang="en")
    assert "(4 people − 50 people × 3.00%) ÷ 6.05 months = 0.4 people a month" in said


def test_the_law_of_the_flow_is_told_in_numbers(client: FlaskClient) -> None:
    assert "基期 4" in told(client, "open=people.poor")


def test_rows_and_one_of_them_are_told(client: FlaskClient) -> None:
    said = told(client, f"open=funds.disbursed&group={builders.SOUTH}&row=P1&row=1")
    for part in ("P1", "disbursements.csv", "第 2 行", "50000", "李**", "5.00"):
        assert part in said
    assert "李四光" not in said


def test_text_from_cells_is_text(client: FlaskClient) -> None:
    answer = client.get(f"{PATH}?open=funds.planned&group={builders.SOUTH}")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_small_count_by_cause_is_withheld_with_its_rows(client: FlaskClient) -> None:
    said = told(client, f"open=people.poor~village:{builders.CENTRE}~cause:因病")
    assert "&lt;5" in said
    assert "R004" not in said


@pytest.mark.parametrize(
    "figure", ["people.poor~cause:因病", "households.with_cause~named:因病", "households.poor~zone:中部~cause:因病"]
)
def test_a_village_with_few_by_cause_is_no_number_and_no_rows_in_the_county_s_count(
    client: FlaskClient, figure: str
) -> None:
    assert "&lt;5<" in client.get(f"{PATH}?lang=en&open={figure}").text
    groups = (f"&group={builders.CENTRE}", f"&group={builders.NORTH}")
    rows = ("&row=H4", "&row=R004")
    for more in ("", *groups, *rows, *(group + row for group in groups for row in rows)):
        said = told(client, f"open={figure}{more}", lang="en")
        assert "by the rule of small numbers" in said
        assert not re.search(r"\b[RH]\d+\b|\bR00\d", said)
        assert "This row" not in said
    lines = client.get(f"{PATH}/rows.csv?lang=en&open={figure}", buffered=True).data.decode("utf-8-sig").splitlines()
    assert len(lines) == 1


def test_a_share_does_not_say_the_count_that_is_withheld(client: FlaskClient) -> None:
    figure = f"households.cause_share~village:{builders.CENTRE}~cause:因病"
    said = told(client, f"open={figure}", lang="en")
    assert "by the rule of small numbers" in said
    assert not re.search(r"\d%|\d households", said)
    assert client.get(f"{PATH}/rows.csv?open={figure}").status_code == 404
    assert re.search(r"\d%", told(client, "open=households.cause_share~cause:因病"))


def test_what_is_no_count_of_few_is_listed_as_before(client: FlaskClient) -> None:
    said = told(client, f"open=people.poor&group={builders.CENTRE}")
    assert "R00" in said
    assert "&lt;5" not in said


@pytest.mark.parametrize(
    ("query", "status", "part"),
    [
        ("open=people.happy", 404, "people.happy"),
        ("open=", 404, "没有这个指标"),
        ("open=%3Cscript%3E", 404, "&lt;script&gt;"),
        ("open=people.poor&edition=77", 410, "77"),
        ("open=people.poor&group=nowhere&page=9&sort=x&at=7", 200, "people.poor"),
        (f"open=people.poor&group={builders.SOUTH}&row=nobody", 200, "没有这一行"),
        ("open=people.poor~as_of:2010-01-01", 200, "2010-01-01"),
    ],
)
def test_what_cannot_be_opened_is_said(client: FlaskClient, query: str, status: int, part: str) -> None:
    assert part in told(client, query, status=status)


def test_without_a_store_that_is_said(store_url: str) -> None:
    empty = create_app(Settings(store_url, cache_folder=None)).server.test_client()
    assert "没有可用的数据" in told(empty, "open=people.poor", status=503)


def test_the_rows_are_taken_along_as_csv_and_workbook(client: FlaskClient) -> None:
    answer = client.get(f"{PATH}/rows.csv?lang=zh&open=funds.disbursed", buffered=True)
    assert answer.status_code == 200
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    (amount,) = (at for at, head in enumerate(lines[0]) if "拨付资金" in head and "元" in head)
    assert sum(float(line[amount]) for line in lines[1:]) == pytest.approx(50000 + 50000 - 1234.56)
    assert {line[-4] for line in lines[1:]} == {lines[1][-4]}
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{PATH}/rows.xlsx?lang=en&open=people.incidence", buffered=True).data)
    )
    assert len(book.sheetnames) == 3
    assert book.worksheets[1].max_row == 5


def test_rows_that_are_withheld_cannot_be_taken_along(client: FlaskClient) -> None:
    query = f"open=people.poor~village:{builders.CENTRE}~cause:因病"
    assert client.get(f"{PATH}/rows.csv?{query}").status_code == 404
    assert client.get(f"{PATH}/rows.pdf?open=people.poor").status_code == 404
    assert client.get(f"{PATH}/rows.xlsx?open=people.happy").status_code == 404


def test_a_total_says_whether_it_equals_the_figure(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "✓ 与上面的数相等" in told(client, "open=people.registered")
    monkeypatch.setattr("dashboard.components.drawer.figure_value", lambda *_: 99)
    assert "✕ 与上面的数不等" in told(client, "open=people.registered")


@pytest.mark.parametrize("figure", ["flow.villages_out", "industry.villages", "funds.categories"])
def test_where_groups_are_counted_their_rows_are_in_no_unit_of_theirs(client: FlaskClient, figure: str) -> None:
    said = told(client, f"open={figure}", lang="en")
    head, _, groups = said.partition("Rows added up")
    assert "Number" in groups[:8]
    assert "equals the figure above" in groups
    assert "Total" not in head
    said = client.get(f"{PATH}/rows.csv?lang=en&open={figure}").text
    assert "Rows added up" in said.splitlines()[0]
