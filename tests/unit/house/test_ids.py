"""Ids: spelt in one place, there for every callback, and never twice on a page."""

import ast
import json
import re
from collections import Counter

import pytest
from dash import Dash

from dashboard import ids
from dashboard.app import PAGES, create_app
from dashboard.components.funds_head import SECTIONS
from dashboard.components.map_time import PLAYING
from dashboard.settings import Settings
from tests import builders
from tests.conftest import deliver, fresh_store
from tests.trees import parts
from tests.unit.house.sources import SCREENS, calls, held, sources

VIEWS: tuple[dict[str, str], ...] = (
    {},
    {"lang": "en"},
    {"present": "1"},
    {"village": builders.SOUTH},
    {"zone": "南部"},
    {"as_of": "2016-01-31", "show": PLAYING},
    {"as_of": "2016-09-30"},
    *({"show": section} for section in SECTIONS),
)
DEPENDENCIES = {"Input", "Output", "State"}


@pytest.fixture(scope="module")
def app(empty_store: object, tmp_path_factory: pytest.TempPathFactory) -> Dash:
    folder = tmp_path_factory.mktemp("ids")
    url = fresh_store(empty_store, folder / "store")  # type: ignore[arg-type]
    deliver(url, folder / "in", {**builders.county(), "industries": [_industry("苹果", 4), _industry("蔬菜", 9)]})
    return create_app(Settings(url, cache_folder=None))


def _industry(name: str, households: int) -> builders.Row:
    row: builders.Row = {"村编码": builders.SOUTH, "年度": 2015, "主导产业": name, "规模": 30, "规模单位": "亩"}
    return {**row, "产值(万元)": 12, "带动贫困户数": households}


def name_of(given: object) -> str:
    return json.dumps(given, sort_keys=True, separators=(",", ":")) if isinstance(given, dict) else str(given)


@pytest.fixture(scope="module")
def drawn(app: Dash) -> list[tuple[str, list[str]]]:
    """For every page in every view the ids of its components, those of the frame around it included."""
    found = []
    with app.server.test_request_context("/"):
        for page in PAGES:
            for view in VIEWS:
                tree = [app.layout, page.layout(**view)]
                given = [name_of(each.id) for each in parts(tree) if getattr(each, "id", None) is not None]
                found.append((f"{page.PATH} {view}", given))
    return found


def wanted_ids(app: Dash) -> set[str]:
    found: set[str] = set()
    for output, each in app.callback_map.items():
        found |= {thing["id"] for thing in [*each["inputs"], *each["state"]]}
        # An output is "id.property"; several are "..id.property...id.property.."; an "@…" marks a second writer.
        found |= {re.sub(r"\.[^.}]+$", "", part) for part in output.strip(".").split("...")}
    return {name for name in found if not name.startswith("_pages")}


def is_there(wanted: str, present: set[str]) -> bool:
    if not wanted.startswith("{"):
        return wanted in present
    fixed = {key: value for key, value in json.loads(wanted).items() if not isinstance(value, list)}
    return any(fixed.items() <= json.loads(name).items() for name in present if name.startswith("{"))


def test_every_id_of_a_callback_stands_in_a_layout_and_none_stands_twice(
    app: Dash, drawn: list[tuple[str, list[str]]]
) -> None:
    wanted = wanted_ids(app)
    present = {name for _, names in drawn for name in names}
    held((name for name in wanted if not is_there(name, present)), sorted(wanted), at_least=10)
    twice = (f"{where}: {name}" for where, names in drawn for name, times in Counter(names).items() if times > 1)
    held(twice, drawn, at_least=len(PAGES) * len(VIEWS))


def test_every_id_is_drawn_by_some_page(drawn: list[tuple[str, list[str]]]) -> None:
    present = {name for _, names in drawn for name in names}
    spelt = {name: value for name, value in vars(ids).items() if name.isupper()}
    held((name for name, value in spelt.items() if value not in present), sorted(spelt), at_least=15)


def test_an_id_is_spelt_in_one_place_only() -> None:
    given: list[tuple[str, ast.expr]] = []
    for source in sources(*SCREENS):
        for name, node in calls(source):
            if name in DEPENDENCIES and node.args:
                given.append((source.at(node), node.args[0]))
            if name != "Metric":  # the id of a figure, which is no component's
                given += [(source.at(node), each.value) for each in node.keywords if each.arg == "id"]
    faults = (
        f"{place} {ast.unparse(value)}"
        for place, value in given
        if isinstance(value, ast.Constant | ast.Dict | ast.JoinedStr)
    )
    held(faults, given, at_least=30)
