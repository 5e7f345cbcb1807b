"""Zip archives (压缩包) opened with distrust: names, sizes and paths are checked before anything is unpacked."""

import lzma
import re
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from etl import problems

MAX_MEMBERS = 5_000
MAX_TOTAL_BYTES = 512 * 2**20
MAX_RATIO = 200
RATIO_FREE_BYTES = 8 * 2**20
"""Below this size a member may shrink as far as it likes: blank rows of a table do, and do no harm."""

DAMAGE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
"""What the standard library raises for damaged archives."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")


def open_zip(content: bytes) -> ZipFile:
    """Return the archive with its directory read; Quarantine if damaged, encrypted or unpacking to far too much."""
    try:
        archive = ZipFile(BytesIO(content))
    except DAMAGE as error:
        raise problems.corrupt() from error
    infos = archive.infolist()
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise problems.encrypted()
    _refuse_bombs(infos)
    return archive


def read_member(archive: ZipFile, info: ZipInfo) -> bytes:
    """Return the content of a member, at most of its declared size; Quarantine if it is damaged."""
    try:
        return archive.read(info)
    except DAMAGE as error:
        raise problems.corrupt() from error


def member_name(info: ZipInfo) -> str:
    """Return the name of a member with ``/`` between folders; names without the UTF-8 flag are GBK."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437")
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", errors="replace")
    return name.replace("\\", "/")


def safe_members(archive: ZipFile) -> Iterator[tuple[str, ZipInfo]]:
    """Yield name and entry of every file in the archive; Quarantine if a path leads out of it."""
    entries = [(member_name(info), info) for info in archive.infolist()]
    if any(_leads_out(name) or _is_link(info) for name, info in entries):
        raise problems.unsafe_archive()
    yield from ((name, info) for name, info in entries if not name.endswith("/"))


def is_workbook(archive: ZipFile) -> bool:
    """Return whether the archive is itself an .xlsx workbook."""
    return any(name.lower() == "xl/workbook.xml" for name in archive.namelist())


def _refuse_bombs(infos: Sequence[ZipInfo]) -> None:
    too_much = len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_TOTAL_BYTES
    if too_much or any(_shrunk_too_far(info) for info in infos):
        raise problems.zip_bomb()


def _shrunk_too_far(info: ZipInfo) -> bool:
    return info.file_size > RATIO_FREE_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\0" in name or ".." in name.split("/") or _DRIVE.match(name) is not None


def _is_link(info: ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
