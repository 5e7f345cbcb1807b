"""The files of a delivery (报送批次) in their fixed order, archives replaced by their members."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data.text import Text
from etl import archives, problems
from etl.marking import MARKER
from etl.problems import Quarantine

TABLE_ENDINGS = frozenset({".xlsx", ".xls", ".csv"})
_NO_ENDING = Text(zh="没有扩展名的文件", en="A file without an ending")
_CLUTTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as received: ``path`` as in the report (``a.zip!member`` in an archive), ``sha256`` in hexadecimal.

    ``problem`` is set when it is already known that the file cannot be read.
    """

    path: str
    sha256: str
    content: bytes
    problem: Quarantine | None


def discover(paths: Sequence[Path]) -> Iterator[ReceivedFile]:
    """Yield the files of a delivery by report path (code points); FileNotFoundError if a given path does not exist.

    Folders are searched to any depth; hidden files, lock files of open workbooks, system clutter and the mark of demo
    data are passed over.
    """
    listed = sorted((entry for path in paths for entry in _listed(path)), key=lambda entry: entry[0])
    for report_path, file in listed:
        yield from _received(report_path, file)


def count_files(paths: Sequence[Path]) -> int:
    """Return how many files ``discover`` will meet, an archive as one."""
    return sum(1 for path in paths for _ in _listed(path))


def _listed(path: Path) -> Iterator[tuple[str, Path]]:
    # `.` and `..` have no name of their own that a report could begin with
    root = path if path.name not in ("", "..") else path.resolve()
    if root.is_file():
        if root.name != MARKER:
            yield readable_name(root.name), root
    elif root.is_dir():
        for folder, folders, files in os.walk(root):
            folders[:] = [name for name in folders if not _ignored(name)]
            for name in files:
                file = Path(folder, name)
                if not _ignored(name) and (file.is_file() or file.is_symlink()):
                    yield readable_name(f"{root.name}/{file.relative_to(root).as_posix()}"), file
    else:
        raise FileNotFoundError(f"no such file or folder: {path}")


def readable_name(name: str) -> str:
    """Return a file's name as text: one that is no UTF-8 on disk was most likely unpacked from a GBK archive."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name


def _ignored(name: str) -> bool:
    return name == MARKER or name.startswith((".", "~$")) or name.lower() in _CLUTTER


def _received(report_path: str, file: Path) -> Iterator[ReceivedFile]:
    try:
        content = file.read_bytes()
    except OSError:
        sha256 = hashlib.sha256(report_path.encode()).hexdigest()
        yield ReceivedFile(path=report_path, sha256=sha256, content=b"", problem=problems.corrupt())
        return
    if _ending(report_path) == ".zip":
        yield from _unpacked(report_path, content)
    else:
        yield _classed(report_path, content)


def _unpacked(report_path: str, content: bytes) -> Iterator[ReceivedFile]:
    """Yield the members of an archive in its place, or the archive itself if it cannot be opened or holds nothing."""
    try:
        if not content:
            raise problems.empty()
        archive = archives.open_zip(content)
        if archives.is_workbook(archive):
            yield _file(report_path, content)
            return
        members = [entry for entry in archives.safe_members(archive) if not _is_clutter(entry[0])]
        # an archive may hold one name twice: of entries only the names can be compared
        members.sort(key=lambda entry: entry[0])
        if not members:
            raise problems.empty()
    except Quarantine as problem:
        yield _file(report_path, content, problem)
        return
    for name, info in members:
        path = f"{report_path}!{name}"
        try:
            yield _classed(path, archives.read_member(archive, info))
        except Quarantine as problem:
            # its true content is unknown; no two damaged members may pass for the same file
            sha256 = hashlib.sha256(content + name.encode()).hexdigest()
            yield ReceivedFile(path=path, sha256=sha256, content=b"", problem=problem)


def _is_clutter(name: str) -> bool:
    return any(_ignored(part) for part in name.split("/"))


def _classed(path: str, content: bytes) -> ReceivedFile:
    ending = _ending(path)
    if ending in TABLE_ENDINGS:
        return _file(path, content, None if content else problems.empty())
    if ending == ".zip":
        return _file(path, content, problems.unsupported(Text(zh="压缩包内的压缩包", en="An archive in an archive")))
    kind = Text(zh=f" {ending} 文件", en=f"A {ending} file") if ending else _NO_ENDING
    return _file(path, content, problems.unsupported(kind))


def _file(path: str, content: bytes, problem: Quarantine | None = None) -> ReceivedFile:
    return ReceivedFile(path=path, sha256=hashlib.sha256(content).hexdigest(), content=content, problem=problem)


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
