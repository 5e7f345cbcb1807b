from datetime import date
from pathlib import Path

import pytest

from etl.discover import count_files, discover
from etl.making import FolderTaken, make_demo
from etl.marking import MARKER, Marking, marking_of, read_marking, write_marking
from etl.refusal import LoadRefused

MARKING = Marking(title="演示县 Demo county", seed=7, scale=2, delivered=date(2016, 6, 30))


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    folder = tmp_path / "demo"
    (folder / "01名册").mkdir(parents=True)
    (folder / "01名册" / "a.csv").write_text("x", encoding="utf-8")
    write_marking(folder, MARKING)
    return folder


@pytest.mark.parametrize("part", ["", "01名册", "01名册/a.csv"])
def test_a_demo_folder_and_every_part_of_it_is_demo_data(demo: Path, part: str) -> None:
    assert marking_of([demo / part]) == MARKING


def test_a_folder_without_the_mark_is_real(tmp_path: Path) -> None:
    assert marking_of([tmp_path]) is None


def test_demo_and_real_paths_are_not_mixed(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("x", encoding="utf-8")

    with pytest.raises(LoadRefused) as refused:
        marking_of([demo, tmp_path / "real.csv"])

    assert "演示数据和真实报送" in refused.value.reason.zh


@pytest.mark.parametrize("text", ["", "seed = ", 'title = "x"\nseed = 1\nscale = 1\ndelivered = "2016-06-30"\n'])
def test_a_mark_that_cannot_be_read_never_passes_for_a_real_delivery(demo: Path, text: str) -> None:
    (demo / MARKER).write_text(text, encoding="utf-8")

    with pytest.raises(LoadRefused):
        marking_of([demo])


def test_the_mark_is_no_file_of_the_delivery(demo: Path) -> None:
    assert [file.path for file in discover([demo])] == ["demo/01名册/a.csv"]
    assert list(discover([demo / MARKER])) == []
    assert count_files([demo]) == 1


def test_a_file_with_a_like_name_is_reported(demo: Path) -> None:
    (demo / f"x-{MARKER}").write_text("x", encoding="utf-8")

    assert "unsupported" in {file.problem.reason_class for file in discover([demo]) if file.problem}


def test_demo_data_is_not_written_over_other_files(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")

    with pytest.raises(FolderTaken):
        make_demo(tmp_path, seed=1, scale=1)
    with pytest.raises(FolderTaken):
        make_demo(tmp_path / "mine.txt", seed=1, scale=1)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_demo_data_is_written_into_an_empty_folder_and_again_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def generate(directory: Path, *, seed: int, scale: int) -> None:
        (directory / "01").mkdir(parents=True)
        (directory / "01" / "a.csv").write_text(f"{seed} {scale}", encoding="utf-8")

    monkeypatch.setattr("etl.demo.write_demo", generate)
    target = tmp_path / "demo"

    assert make_demo(target, seed=1, scale=1) == 1
    assert make_demo(target, seed=2, scale=3) == 1

    assert (target / "01" / "a.csv").read_text(encoding="utf-8") == "2 3"
    assert read_marking(target / MARKER).seed == 2
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
