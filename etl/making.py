"""Writing the demo county's deliveries (演示数据) into a folder, marked as such, and loading them in their order."""

import shutil
import tempfile
from pathlib import Path

import etl.demo
from data.text import Text
from etl.load import Request, load
from etl.marking import MARKER, Marking, write_marking
from etl.report import LoadReport


class FolderTaken(Exception):
    """A folder that may not be written to; ``reason`` says why, in both languages."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        self.reason = Text(
            f"文件夹 {folder} 不是空的，也不是演示数据文件夹。请另选一个空文件夹。",
            f"The folder {folder} is neither empty nor one of demo data. Choose an empty one.",
        )
        super().__init__(self.reason.en)


def make_demo(folder: Path, *, seed: int, scale: int) -> int:
    """Write the demo deliveries into ``folder``, which is empty, missing or a demo folder; return the number of files.

    The folder and every delivery in it is marked, and the marks come first: a folder left half written is demo data
    too. Raises FolderTaken.
    """
    if folder.exists() and not folder.is_dir():
        raise FolderTaken(folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise FolderTaken(folder)
    marked = {folder: etl.demo.DELIVERED, **{folder / day.isoformat(): day for day in etl.demo.DELIVERIES}}
    for place, delivered in marked.items():
        place.mkdir(parents=True, exist_ok=True)
        write_marking(place, Marking("演示县 Demo county", seed, scale, delivered))
    # the generator wants an empty folder; beside the target the files need only be renamed
    with tempfile.TemporaryDirectory(prefix=".demo-", dir=folder.resolve().parent) as beside:
        etl.demo.write_demo(Path(beside) / "new", seed=seed, scale=scale)
        return _move_in(Path(beside) / "new", folder)


def load_demo(url: str, folder: Path) -> tuple[LoadReport, ...]:
    """Load the deliveries that ``etl.demo.write_demo`` wrote into ``folder``, each with its own day, in their order.

    The store at ``url`` is made if there is none and marked as demo data.
    """
    days = etl.demo.DELIVERIES
    return tuple(load(url, Request([folder / day.isoformat()], day, is_demo=True)) for day in days)


def _move_in(made: Path, folder: Path) -> int:
    """Move every file made into ``folder`` and return how many there are."""
    files = [path for path in sorted(made.rglob("*")) if path.is_file()]
    for file in files:
        target = folder / file.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target)
    return len(files)
