"""The mark of demo data (演示标记): a small file in the folder of a demo delivery, so that it never passes for real."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.text import Text
from etl.refusal import LoadRefused

MARKER = "demo-county.toml"
"""Name of the mark; it is no register and no report speaks of it."""

_MIXED = Text(
    "演示数据和真实报送不能一起入库。请分开入库到两个库。",
    "Demo data and a real delivery cannot be loaded together. Load them apart, into two stores.",
)
_UNREADABLE = Text(
    f"演示标记文件 {MARKER} 读不出来。请用 python -m etl demo 重新生成演示数据。",
    f"The mark of demo data {MARKER} cannot be read. Write the demo data again with python -m etl demo.",
)


@dataclass(frozen=True, slots=True)
class Marking:
    """What the mark says of a demo delivery: how it was generated, the day it is delivered (报送日期)."""

    title: str
    seed: int
    scale: int
    delivered: date


def write_marking(folder: Path, marking: Marking) -> None:
    """Mark ``folder`` as a demo delivery."""
    lines = [
        f'title = "{marking.title}"',
        f"seed = {marking.seed}",
        f"scale = {marking.scale}",
        f"delivered = {marking.delivered.isoformat()}",
    ]
    (folder / MARKER).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_marking(marker: Path) -> Marking:
    """Return what a mark says; LoadRefused if it cannot be read, for it must not pass for a real delivery."""
    try:
        said = tomllib.loads(marker.read_text(encoding="utf-8"))
        found = Marking(title=said["title"], seed=said["seed"], scale=said["scale"], delivered=said["delivered"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise LoadRefused(_UNREADABLE) from error
    if type(found.delivered) is not date:
        raise LoadRefused(_UNREADABLE)
    return found


def marking_of(paths: Sequence[Path]) -> Marking | None:
    """Return the mark that the given paths stand under, None for a real delivery.

    A part of a demo folder is demo data too. LoadRefused if demo and real paths are mixed or a mark is unreadable.
    """
    markers = [_marker_above(path) for path in paths]
    found = [marker for marker in markers if marker is not None]
    if not found:
        return None
    if len(found) < len(markers):
        raise LoadRefused(_MIXED)
    return max(map(read_marking, found), key=lambda marking: marking.delivered)


def deliveries_in(folder: Path) -> tuple[Path, ...]:
    """Return the demo deliveries that a marked folder holds, by day; none for any other path.

    LoadRefused if a mark is unreadable.
    """
    if not (folder / MARKER).is_file():
        return ()
    inner = {marker.parent: read_marking(marker).delivered for marker in folder.glob(f"*/{MARKER}")}
    return tuple(sorted(inner, key=lambda place: (inner[place], place)))


def _marker_above(path: Path) -> Path | None:
    whole = path.resolve()
    candidates = (folder / MARKER for folder in (whole, *whole.parents))
    return next((marker for marker in candidates if marker.is_file()), None)
