"""Writing the demo delivery (演示数据) into a folder, marked as such."""

import shutil
import tempfile
from pathlib import Path

import etl.demo
from data.text import Text
from etl.marking import MARKER, Marking, write_marking


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
    """Write the demo delivery into ``folder``, which is empty, missing or a demo folder; return the number of files.

    The mark comes first: a folder left half written is demo data too. Raises FolderTaken.
    """
    if folder.exists() and not folder.is_dir():
        raise FolderTaken(folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise FolderTaken(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_marking(folder, Marking("演示县 Demo county", seed, scale, etl.demo.DELIVERED))
    # the generator wants an empty folder; beside the target the files need only be renamed
    with tempfile.TemporaryDirectory(prefix=".demo-", dir=folder.resolve().parent) as beside:
        etl.demo.write_demo(Path(beside) / "new", seed=seed, scale=scale)
        return _move_in(Path(beside) / "new", folder)


def _move_in(made: Path, folder: Path) -> int:
    """Move every file made into ``folder`` and return how many there are."""
    files = [path for path in sorted(made.rglob("*")) if path.is_file()]
    for file in files:
        target = folder / file.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target)
    return len(files)
