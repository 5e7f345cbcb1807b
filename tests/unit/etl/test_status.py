from datetime import date
from pathlib import Path

import pytest

from data.migrate import StoreState, StoreUnusable
from etl.load import Request, load
from etl.status import read_status, require_store, shown_url, status_lines, unusable

VILLAGES = "村编码,行政村,乡镇,贫困村类型,总户数,总人口\n610824116901,甲村,镇靖镇,省级,10,40\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    delivery = tmp_path / "delivery-1"
    delivery.mkdir()
    (delivery / "村.csv").write_text(VILLAGES, encoding="utf-8")
    (delivery / "坏.xlsx").write_bytes(b"no workbook")
    url = f"sqlite:///{tmp_path / 'store' / 'county.db'}"
    load(url, Request([delivery], date(2016, 6, 30)))
    return url


def test_a_loaded_store_shows_editions_deliveries_files_and_rows(url: str) -> None:
    status = read_status(url)

    assert status.state is StoreState.READY
    assert status.is_demo is False
    assert [(line.edition, line.cause) for line in status.editions] == [(1, "load")]
    assert [(d.delivery_no, d.path, d.edition, d.withdrawn_edition) for d in status.deliveries] == [
        (1, "delivery-1", 1, None)
    ]
    assert dict(status.files) == {"loaded": 1, "quarantined": 1}
    assert {kind: count for kind, count in status.rows if count} == {"villages": 1}
    assert len(status.rows) == 20


def test_the_lines_say_everything_in_both_languages(url: str) -> None:
    text = "\n".join(status_lines(read_status(url)))

    for part in (
        "正式数据 real data",
        "delivery-1",
        "2016-06-30",
        "已入库 loaded 1",
        "隔离 quarantined 1",
        "贫困村名册",
    ):
        assert part in text


def test_json_is_plain(url: str) -> None:
    found = read_status(url).as_json()

    assert found["state"] == "ready"
    assert found["files"] == {"loaded": 1, "quarantined": 1}
    assert found["deliveries"][0]["path"] == "delivery-1"


def test_a_missing_store_is_not_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none' / 'county.db'}"

    assert read_status(url).state is StoreState.MISSING
    assert "没有这个库" in "".join(status_lines(read_status(url)))
    with pytest.raises(StoreUnusable):
        require_store(url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("state", list(StoreState))
def test_every_state_is_explained_in_both_languages_without_a_password(state: StoreState) -> None:
    text = unusable(state, "postgresql+psycopg://office:secret@host/county")

    assert text.zh.endswith("。")
    assert text.en.endswith(".")
    assert "secret" not in text.zh + text.en


def test_a_password_is_never_shown() -> None:
    assert "secret" not in shown_url("postgresql+psycopg://office:secret@host/county")
