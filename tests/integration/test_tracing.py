"""Figures of the demo county followed to the cells of its files; a file that was changed does not agree."""

import random
from datetime import date
from pathlib import Path

import pytest

from dashboard.opened import Opened
from dashboard.queries.reading import open_reading
from etl.load import Request, load
from tests import builders
from tests.demo_store import demo_store
from tests.tracing.__main__ import FIGURES, trace
from tests.tracing.follow import Files, follow


def test_ten_figures_of_the_demo_county_agree_with_their_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    url, _ = demo_store(tmp_path_factory)
    home = Path(url.removeprefix("sqlite:///")).parent
    roots = sorted(path for path in home.rglob("2016-*") if path.is_dir())
    figures, cells, agreed = trace(open_reading(url), Files(roots), seed=7)
    assert (figures, agreed) == (FIGURES, FIGURES)
    assert cells >= 2 * FIGURES


def test_a_cell_that_was_kept_otherwise_is_found_out(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = builders.write_delivery(tmp_path / "in", builders.county())
    day = date(2016, 6, 30)
    load(store_url, Request([folder], day))
    files, opened = Files([folder]), Opened.of("funds.planned", as_of=day)
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret
    assert all(each.holds for each in follow(chance, open_reading(store_url), opened, files))
    monkeypatch.setattr("tests.tracing.follow._read_again", lambda *_, **__: "another")
    assert not all(each.holds for each in follow(chance, open_reading(store_url), opened, files))


def test_a_file_that_is_not_at_hand_is_an_error(tmp_path: Path) -> None:
    assert Files([tmp_path]).by_hash == {}
    with pytest.raises(LookupError):
        Files([tmp_path]).named("0" * 64)
