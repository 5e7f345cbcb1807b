"""One figure, one value: on the screen, in the workbook, as CSV, as JSON and on the command line, for every figure."""

import csv
import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.__main__ import main
from dashboard.app import create_app
from dashboard.components.text import number
from dashboard.metrics.disclosure import Suppressed, disclose, is_protected, small_count_limit
from dashboard.metrics.model import PLACES, Dimension, Metric
from dashboard.metrics.registry import HEADLINES, metrics_by
from dashboard.queries.figures import Value, figures_by, total_figures
from dashboard.queries.overview import scope_figures
from dashboard.queries.screen import Screen, open_screen
from dashboard.settings import Settings
from dashboard.view import View
from tests.demo_store import demo_store
from tests.trees import words
from tests.unit.house.sources import held

AS_OF = "2016-05-31"
LIMIT = small_count_limit(date.fromisoformat(AS_OF))
Table = list[dict[str, Any]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return demo_store(tmp_path_factory)[0]


@pytest.fixture(scope="module")
def client(store: str) -> FlaskClient:
    return create_app(Settings(store, cache_folder=None)).server.test_client()


@pytest.fixture(scope="module")
def screen(store: str) -> Screen:
    return open_screen(store, View.from_query({"as_of": AS_OF}))


def in_workbook(client: FlaskClient, sheet: str) -> Table:
    with client.get(f"/export/overview.xlsx?as_of={AS_OF}&lang=zh") as answer:
        book = openpyxl.load_workbook(io.BytesIO(answer.get_data()), read_only=True)
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def in_csv(client: FlaskClient, table: str) -> Table:
    answer = client.get(f"/export/overview.csv?as_of={AS_OF}&lang=zh&table={table}")
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def in_json(client: FlaskClient, figure: str, by: str) -> dict[str, Value | str]:
    answer = client.get(f"/api/v1/metrics/{figure}?as_of={AS_OF}&by={by}&page_size=500").get_json()
    found = {each["member"]: (each["value"], each["withheld_below"]) for each in answer["items"]}
    return {member: f"<{below}" if below else value for member, (value, below) in found.items()}


def published(figure: Metric, value: Value, by: Dimension) -> Value | str:
    """What leaves the house of a value: a small count of a sensitive figure is withheld below town level."""
    if by == "village" and is_protected(figure) and isinstance(value, int):
        shown = disclose(value, area="village", sees_households=False, limit=LIMIT)
        return str(shown) if isinstance(shown, Suppressed) else shown
    return value


def on_the_command_line(store: str, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    assert main(["metrics", "--database", store, "--as-of", AS_OF, "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)["metrics"]


def same(found: object, value: Value | str) -> bool:
    """Whether a cell holds a value: empty for no data; a workbook keeps sixteen digits of a number."""
    if value is None:
        return found in (None, "")
    if isinstance(value, str):
        return found == value
    return found not in (None, "") and float(str(found)) == pytest.approx(value, rel=1e-14, abs=0)


def test_totals(client: FlaskClient, store: str, screen: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    known = total_figures(screen.reading, screen.as_of)
    book = {row["指标号"]: row["数值"] for row in in_workbook(client, "指标")}
    text = {row["指标号"]: row["数值"] for row in in_csv(client, "figures")}
    answers = {each["id"]: each["value"] for each in client.get(f"/api/v1/metrics?as_of={AS_OF}").get_json()["items"]}
    printed = on_the_command_line(store, capsys)
    shown = scope_figures(screen.reading, screen.scope, screen.as_of)
    faults = []
    for figure in HEADLINES:
        value = known.get(figure)
        faults += [
            f"{where} {figure} {found[figure]!r} {value!r}"
            for where, found in (("book", book), ("csv", text))
            if not same(found[figure], value)
        ]
        faults += [f"json {figure}"] if answers[figure] != value else []
        faults += [f"command line {figure}"] if printed[figure] != value else []
        cell = number(figure, book[figure], screen)
        faults += [f"screen {figure}"] if words(cell) != words(number(figure, shown.get(figure), screen)) else []
    held(faults, list(HEADLINES), at_least=38)


@pytest.mark.parametrize("by", PLACES)
def test_by_place(
    client: FlaskClient, store: str, screen: Screen, capsys: pytest.CaptureFixture[str], by: Dimension
) -> None:
    known = figures_by(screen.reading, screen.as_of, by)
    sheets = {"zone": "分片区指标", "town": "分乡镇指标", "village": "分村指标"}
    book = {row["编码"]: row for row in in_workbook(client, sheets[by])}
    text = {row["编码"]: row for row in in_csv(client, f"by_{by}")}
    printed = on_the_command_line(store, capsys, "--by", by)
    faults: list[str] = []
    count = 0
    for figure in metrics_by(by):
        if figure.id not in HEADLINES:
            continue
        answers = in_json(client, figure.id, by)
        heading = next(title for title in next(iter(text.values())) if title.partition("（")[0] == figure.name["zh"])
        parts = known[figure.id]
        shown = {member: published(figure, value, by) for member, value in parts.items()}
        faults += [f"json {figure.id}"] if answers != shown else []
        faults += [f"command line {figure.id}"] if printed[figure.id] != parts else []
        for member, value in shown.items():
            count += 1
            faults += [f"book {figure.id} {member}"] if not same(book[member][heading], value) else []
            faults += [f"csv {figure.id} {member}"] if not same(text[member][heading], value) else []
    held(faults, count, at_least=80)


def test_the_map_exports_the_values_it_shows(client: FlaskClient, screen: Screen) -> None:
    found = client.get(f"/export/map.geojson?as_of={AS_OF}&metric=people.poor&lang=zh").get_json()
    points = {each["id"]: each for each in found["features"] if each["properties"]["kind"] == "village"}
    known = figures_by(screen.reading, screen.as_of, "village")["people.poor"]
    held((code for code, each in points.items() if each["properties"]["value"] != known[code]), points, at_least=72)
    assert found["is_demo"] is True
    assert {each["properties"]["note"] for each in found["features"] if each["properties"]["kind"] == "town"} == {
        "示意，非法定界线"
    }
