"""The command line of the ETL, from the words typed to the exit status and the store."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import orjson
import pytest

from dashboard.queries.figures import figures_by, total_figures
from dashboard.queries.reading import open_reading
from data import engine
from etl import demo
from etl.__main__ import main
from etl.marking import MARKER, Marking, write_marking

VILLAGES = "村编码,行政村,乡镇,贫困村类型,总户数,总人口\n610824116901,甲村,镇靖镇,省级,10,40\n"
HOUSEHOLDS = (
    "户编号,村编码,贫困户属性,主要致贫原因,帮扶责任人\n6120000007,610824116901,一般贫困户,因病,李四\n"
    "6120000014,610824116901,低保户,因残,\n"
)
PERSONS = (
    "人编号,户编号,姓名,证件号码,与户主关系\n612000000701,6120000007,张三,000000196804121017,户主\n"
    "612000001401,6120000014,王五,000000199001052023,户主\n"
)
EXITS = "户编号,变动日期,变动类型\n6120000007,2016-07-20,脱贫\n"
LATER_VILLAGES = VILLAGES.replace(",40", ",60") + "610824116902,乙村,镇靖镇,县级,10,40\n"
DAYS = (date(2015, 12, 31), date(2016, 6, 30), date(2016, 7, 31), date(2016, 12, 31))

Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def said(*words: object) -> Said:
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return said


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store' / 'county.db'}"


def deliver(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return deliver(tmp_path / "六月", {"村.csv": VILLAGES, "户.csv": HOUSEHOLDS, "人.csv": PERSONS})


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return deliver(tmp_path / "七月", {"村.csv": LATER_VILLAGES, "动态.csv": EXITS})


def figures(url: str, edition: int | None = None) -> list[object]:
    reading = open_reading(url, edition=edition)
    places = ("zone", "town", "village")
    return [[dict(total_figures(reading, day)), *(figures_by(reading, day, by) for by in places)] for day in DAYS]


def traces(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_load_makes_the_store_and_says_what_it_did(run: Run, url: str, first: Path) -> None:
    status, out, err = run("load", first, "--database", url, "--delivered", "2016-06-30")

    assert (status, err) == (0, "")
    for part in (
        "已入库 loaded  六月/户.csv",
        "贫困户信息 households",
        "入库 loaded 2",
        "第 1 次报送，版次 1",
        "edition 1",
    ):
        assert part in out


def test_rejections_are_shown_by_code_and_the_report_holds_all(run: Run, url: str, tmp_path: Path) -> None:
    bad = "".join(f"61082411690{n},村{n},镇靖镇,国家级,10,40\n" for n in range(2, 7))
    folder = deliver(tmp_path / "x", {"村.csv": VILLAGES + bad, "值班表.csv": "a,b\n1,2\n"})

    status, out, _ = run("load", folder, "--database", url, "--report", tmp_path / "report.json")

    assert status == 0
    assert "不在代码表内 not in the code list（unknown_code）: 5" in out
    assert out.count("x/村.csv 第 ") == 3
    assert str(tmp_path / "report.json") in out
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["rejections"]) == 5
    assert {file["path"]: file["status"] for file in report["files"]} == {
        "x/值班表.csv": "quarantined",
        "x/村.csv": "loaded",
    }


def test_strict_changes_nothing_when_anything_is_refused(run: Run, url: str, first: Path) -> None:
    deliver(first, {"值班表.csv": "a,b\n1,2\n"})

    status, out, _ = run("load", first, "--database", url, "--strict")

    assert status == 1
    assert "按 --strict 未入库" in out
    assert run("status", "--database", url, "--json")[1].count('"state": "empty"') == 1


def test_the_same_again_is_handled_and_nothing_usable_is_not(run: Run, url: str, first: Path, tmp_path: Path) -> None:
    run("load", first, "--database", url)

    status, out, _ = run("load", first, "--database", url, "--strict")
    assert status == 0
    assert "没有新内容" in out

    (tmp_path / "empty").mkdir()
    assert run("load", tmp_path / "empty", "--database", url)[0] == 1
    assert run("load", deliver(tmp_path / "y", {"a.csv": "a,b\n1,2\n"}), "--database", url)[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("load", "nowhere"),
        ("load", ".", "--database", "county.db"),
        ("load", ".", "--database", "nosuch://u:secret@host/x"),
        ("load", ".", "--report", "nowhere/report.json"),
    ],
)
def test_wrong_usage_is_told_from_failure(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    status, _, err = run(*words)

    assert status == 2
    assert "。\n" in err
    assert "secret" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [(), ("load",), ("load", ".", "--delivered", "soon"), ("demo", ".", "--scale", "0")])
def test_a_malformed_command_line_exits_with_2(words: tuple[str, ...], run: Run) -> None:
    with pytest.raises(SystemExit) as exit_:
        run(*words)

    assert exit_.value.code == 2


def test_a_file_that_is_no_store_is_named(run: Run, first: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database at all" * 100)
    before = (tmp_path / "broken.db").read_bytes()

    for words in (("load", first), ("withdraw", "1")):
        status, _, err = run(*words, "--database", f"sqlite:///{tmp_path / 'broken.db'}")
        assert status == 1
        assert "不是数据库" in err
    assert (tmp_path / "broken.db").read_bytes() == before


def test_a_store_of_a_newer_version_is_left_alone(run: Run, url: str, first: Path) -> None:
    run("load", first, "--database", url)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    status, _, err = run("load", first, "--database", url)

    assert status == 1
    assert "newer version" in err


def test_a_store_held_by_another_load_is_waited_for_and_then_named(
    run: Run, url: str, first: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("load", first, "--database", url, "--delivered", "2016-06-30")
    prepare = engine._prepare

    def impatient(connection: object, entry: object) -> None:
        prepare(connection, entry)
        assert isinstance(connection, sqlite3.Connection)
        connection.execute("PRAGMA busy_timeout=50")

    monkeypatch.setattr(engine, "_prepare", impatient)
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        status, _, err = run("load", second, "--database", url, "--delivered", "2016-07-31")
    finally:
        other.close()

    assert status == 1
    assert "正被另一个入库占用" in err
    assert run("load", second, "--database", url, "--delivered", "2016-07-31")[0] == 0


def test_a_dry_run_leaves_no_trace(run: Run, url: str, first: Path, second: Path, tmp_path: Path) -> None:
    before = traces(tmp_path)
    status, out, _ = run("load", first, "--database", url, "--dry-run")
    assert status == 0
    assert "试运行" in out
    assert "入库 loaded 5" in out
    assert traces(tmp_path) == before
    assert not (tmp_path / "store").exists()

    run("load", first, "--database", url, "--delivered", "2016-06-30")
    before = traces(tmp_path)
    assert run("load", second, "--database", url, "--delivered", "2016-07-31", "--dry-run")[0] == 0
    assert traces(tmp_path) == before


def test_the_default_day_is_today_when_the_load_runs(run: Run, url: str, first: Path) -> None:
    run("load", first, "--database", url)

    assert (
        json.loads(run("status", "--database", url, "--json")[1])["deliveries"][0]["delivered_on"]
        == date.today().isoformat()  # noqa: DTZ011 - a local day
    )


def test_demo_and_real_data_never_meet_in_one_store(
    run: Run, url: str, first: Path, second: Path, tmp_path: Path
) -> None:
    write_marking(first, Marking("演示县", 1, 1, date(2016, 6, 30)))
    status, out, _ = run("load", first, "--database", url)
    assert status == 0
    assert MARKER not in out
    found = json.loads(run("status", "--database", url, "--json")[1])
    assert (found["is_demo"], found["deliveries"][0]["delivered_on"]) == (True, "2016-06-30")

    status, _, err = run("load", second, "--database", url)
    assert status == 1
    assert "演示数据库，不接收真实报送" in err

    real = f"sqlite:///{tmp_path / 'real.db'}"
    assert run("load", second / "村.csv", "--database", real)[0] == 0
    status, _, err = run("load", first / "户.csv", "--database", real)
    assert status == 1
    assert "不接收演示数据" in err


def test_demo_refuses_a_folder_with_other_files(run: Run, first: Path) -> None:
    before = traces(first)

    status, _, err = run("demo", first)

    assert status == 2
    assert "请另选一个空文件夹" in err
    assert traces(first) == before


def test_demo_writes_a_marked_delivery(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def generate(directory: Path, *, seed: int, scale: int) -> None:
        deliver(directory, {"村.csv": VILLAGES, "参数.csv": f"{seed},{scale}\n"})

    monkeypatch.setattr(demo, "write_demo", generate)

    assert run("demo", tmp_path / "demo", "--seed", "5")[0] == 0

    assert (tmp_path / "demo" / "参数.csv").read_text(encoding="utf-8") == "5,1\n"
    assert "delivered = 2016-06-30" in (tmp_path / "demo" / MARKER).read_text(encoding="utf-8")


def test_a_folder_of_demo_deliveries_is_loaded_one_by_one(run: Run, url: str, tmp_path: Path) -> None:
    home = tmp_path / "demo"
    write_marking_into(home, date(2016, 6, 30))
    # named against their order: the day in the mark counts
    for name, day in (("b", date(2016, 3, 31)), ("a", date(2016, 6, 30))):
        deliver(home / name, {"村.csv": VILLAGES, f"{name}.csv": "x\n"})
        write_marking_into(home / name, day)

    status, _, err = run("load", home, "--database", url, "--dry-run")
    assert (status, "一次指定一次报送" in err) == (2, True)
    assert run("load", home, "--database", url)[0] == 0

    found = json.loads(run("status", "--database", url, "--json")[1])
    assert found["is_demo"]
    assert found["deliveries"][0]["delivered_on"] == "2016-03-31"


def write_marking_into(folder: Path, day: date) -> None:
    folder.mkdir(exist_ok=True)
    write_marking(folder, Marking("演示县", 1, 1, day))


def test_a_withdrawn_delivery_leaves_every_figure_as_before(run: Run, url: str, first: Path, second: Path) -> None:
    run("load", first, "--database", url, "--delivered", "2016-06-30")
    after_first = figures(url)
    run("load", second, "--database", url, "--delivered", "2016-07-31")
    after_second = figures(url)
    assert after_second != after_first

    status, out, _ = run("withdraw", "七月", "--database", url)

    assert status == 0
    assert "已撤回报送 2（七月），版次 3" in out
    assert figures(url) == after_first
    assert figures(url, 2) == after_second
    assert "已撤回 withdrawn（版次 edition 3）" in run("status", "--database", url)[1]
    assert run("withdraw", "2", "--database", url)[0] == 1
    assert run("load", second, "--database", url, "--delivered", "2016-07-31")[0] == 0
    assert figures(url) == after_second


def test_every_example_row_of_the_templates_loads(run: Run, url: str, tmp_path: Path) -> None:
    assert run("templates", tmp_path / "模板")[0] == 0

    status, _, _ = run("load", tmp_path / "模板", "--database", url, "--strict", "--report", tmp_path / "report.json")

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    tables = [table for file in report["files"] for table in file["tables"]]
    assert status == 0
    assert len({table["kind"] for table in tables}) == len(tables) == 20
    assert all((table["loaded"], table["rejected"], table["ignored_columns"]) == (1, 0, []) for table in tables)
    assert report["rejections"] == report["warnings"] == []
    assert {file["status"] for file in report["files"]} == {"loaded"}


def test_polygons_are_stored_or_refused_with_the_reason(run: Run, url: str, first: Path, tmp_path: Path) -> None:
    ring = [[108.8, 37.6], [108.82, 37.6], [108.82, 37.62], [108.8, 37.62], [108.8, 37.6]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    features = [{"type": "Feature", "properties": {"村编码": "610824116901"}, "geometry": shape}]
    path = tmp_path / "areas.geojson"
    path.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features}))

    assert run("areas", path, "--crs", "wgs84", "--database", url)[0] == 1
    run("load", first, "--database", url)
    status, out, _ = run("areas", path, "--crs", "wgs84", "--database", url)
    assert status == 0
    assert "1 个村的图形，版次 2" in out
    (tmp_path / "bad.geojson").write_text("{}", encoding="utf-8")
    status, _, err = run("areas", tmp_path / "bad.geojson", "--crs", "wgs84", "--database", url)
    assert status == 1
    assert "\n" in err.strip()
