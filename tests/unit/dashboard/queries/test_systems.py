"""The figures of the seven systems in a small county: by rule, by edition, and where no register tells."""

import sqlite3
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from dashboard.queries.figures import Value, figures_by, total_figures
from dashboard.queries.systems import is_kept
from data import migrate
from tests import builders
from tests.builders import Delivery, Row, household, measure, person, village
from tests.conftest import Loader, deliver, reading_of
from tests.unit.house.sources import held

DAY = date(2016, 6, 30)


def county() -> Delivery:
    """Two villages: a household with a worker, a pupil and an old man; one of a man of unknown age."""
    people: list[Row] = [
        person("R001", "H1", 出生日期="1980-05-05", 劳动能力="普通劳动力", 是否参加新农合="是", 是否参加大病保险="是"),
        person("R002", "H1", 出生日期="2005-05-05", 在校生状况="小学", 是否参加新农合="是", 是否参加大病保险="否"),
        person("R003", "H1", 出生日期="1940-05-05", 劳动能力="无劳动力", 残疾等级="二级", 是否参加养老保险="是"),
        person("R004", "H2", 劳动能力="技能劳动力", 是否享受高龄补贴="否"),
        person("R005", "H2", 出生日期="1956-06-30", 三留守类别="留守老人", 是否参加养老保险=""),
    ]
    measures: list[Row] = [
        measure("C1", "H1"),
        measure("C2", "H1", 人编号="R001", 帮扶体系="就业创业", 措施类别="技能培训", 实施日期="2016-06-30"),
        measure("C3", "H1", 帮扶体系="教育资助", 措施类别="教育补助"),
        measure("C4", "H2", 帮扶体系="易地搬迁", 措施类别="易地搬迁", 状态="计划"),
        measure("C5", "H2", 人编号="R005", 帮扶体系="关爱服务", 措施类别="关爱服务", 状态="计划"),
    ]
    return {
        "villages": [village(builders.SOUTH), village(builders.NORTH)],
        "households": [household("H1", builders.SOUTH), household("H2", builders.NORTH)],
        "persons": people,
        "measures": measures,
    }


def of(figures: dict[str, Value], key: str) -> tuple[Value, ...]:
    return tuple(figures.get(f"system.{key}.{part}") for part in ("eligible", "covered", "gap", "unknown", "untold"))


def test_each_system_by_its_rule(loaded: Loader, store_url: str) -> None:
    loaded(county())
    figures = dict(total_figures(reading_of(store_url), DAY))
    assert of(figures, "industry") == (2, 1, 1, None, None)
    assert of(figures, "employment") == (1, 1, 0, 1, None)
    assert of(figures, "relocation") == (1, 0, 1, None, None)
    assert of(figures, "medical") == (5, 1, 4, None, 3)
    assert of(figures, "education") == (1, 1, 0, None, None)
    assert of(figures, "pension") == (2, 1, 1, 1, 1)
    assert of(figures, "old_age_allowance") == (1, 0, 1, 1, 1)
    assert of(figures, "care") == (2, 0, 2, None, None)
    assert (figures["measures.households_with_any"], figures["measures.people_with_any"]) == (1, 3)


def test_the_day_before_a_birthday_and_a_measure(loaded: Loader, store_url: str) -> None:
    loaded(county())
    figures = dict(total_figures(reading_of(store_url), date(2016, 6, 29)))
    assert of(figures, "pension") == (1, 1, 0, 1, 0)
    assert of(figures, "employment") == (1, 0, 1, 2, None)


def test_places_add_up_to_the_county(loaded: Loader, store_url: str) -> None:
    loaded(county())
    reading = reading_of(store_url)
    total = {name: value for name, value in total_figures(reading, DAY).items() if name.startswith(("system", "measu"))}
    parts = {by: figures_by(reading, DAY, by) for by in ("zone", "town", "village")}
    sums = [(by, name, sum(value or 0 for value in parts[by][name].values())) for by in parts for name in total]
    held((f"{name} by {by}" for by, name, value in sums if value != total[name]), sums, at_least=90)
    assert parts["village"]["system.pension.eligible"] == {builders.SOUTH: 1, builders.NORTH: 1}


def test_a_later_edition_knows_more_and_the_earlier_one_stands(loaded: Loader, store_url: str) -> None:
    loaded(county())
    done = measure("C4", "H2", 帮扶体系="易地搬迁", 措施类别="易地搬迁", 状态="已完成")
    moved = builders.change("H1", "2016-05-01", "清退")
    loaded({"measures": [done], "household_changes": [moved]}, on=date(2016, 7, 31))
    before, after = (dict(total_figures(reading_of(store_url, edition), DAY)) for edition in (1, 2))
    assert (of(before, "relocation")[1], of(after, "relocation")[1]) == (0, 1)
    assert (of(before, "industry")[0], of(after, "industry")[0]) == (2, 1)
    assert of(dict(total_figures(reading_of(store_url, 2), date(2016, 4, 30))), "industry")[0] == 2


def test_what_no_register_tells_is_no_data(loaded: Loader, store_url: str) -> None:
    told = county()
    loaded({"villages": told["villages"], "households": told["households"]})
    figures = dict(total_figures(reading_of(store_url), DAY))
    assert of(figures, "industry") == (2, None, None, None, None)
    assert of(figures, "medical") == of(figures, "care") == of(figures, "relocation") == (None,) * 5
    plain = [person("R001", "H1"), person("R002", "H2", 出生日期="1940-01-01")]
    loaded({"persons": plain})
    figures = dict(total_figures(reading_of(store_url, 2), DAY))
    assert of(figures, "pension") == (1, None, None, 1, None)
    assert of(figures, "medical") == (2, None, None, None, None)
    assert of(figures, "employment") == of(figures, "education") == of(figures, "care") == (None,) * 5
    assert figures["measures.people_with_any"] is None


def test_days_past_the_horizon_are_no_data(loaded: Loader, store_url: str) -> None:
    loaded(county())
    reading = reading_of(store_url)
    assert of(dict(total_figures(reading, date(2021, 12, 31))), "pension")[0] == 2
    assert of(dict(total_figures(reading, date(2022, 1, 1))), "pension") == (None,) * 5


def test_a_store_brought_up_to_date_tells_them_from_its_next_load_on(
    loaded: Loader, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(county())
    url = f"sqlite:///{tmp_path / 'old.db'}"
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", partial(_to, "0005", command.upgrade))
        migrate.bring_up_to_date(url)
    _copy(store_url, url)
    migrate.bring_up_to_date(url)
    assert not is_kept(reading_of(url))
    assert of(dict(total_figures(reading_of(url), DAY)), "pension") == (None,) * 5
    (tmp_path / "old.key").write_bytes(next((tmp_path / "store").glob("*.key")).read_bytes())
    deliver(url, tmp_path / "next", {"measures": [measure("C9", "H2")]}, on=date(2016, 7, 31))
    assert of(dict(total_figures(reading_of(url, 2), DAY)), "industry") == (2, 2, 0, None, None)
    assert of(dict(total_figures(reading_of(url, 1), DAY)), "industry") == (None,) * 5


def _to(revision: str, upgrade: Callable[..., None], config: Config, _head: str) -> None:
    upgrade(config, revision)


def _copy(source: str, target: str) -> None:
    """Copy every table that the older schema has."""
    with sqlite3.connect(target.removeprefix("sqlite:///")) as connection:
        connection.execute("ATTACH DATABASE ? AS other", (source.removeprefix("sqlite:///"),))
        tables = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table != "alembic_version":
                connection.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table}")
