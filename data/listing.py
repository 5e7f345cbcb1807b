"""Keys that a full list named (全量名册的编号), packed small: which rows a table listed, changed or not."""

import zlib
from collections.abc import Iterable

_BETWEEN_PARTS, _BETWEEN_KEYS = "\x1f", "\x1e"
_QUICK = 1
"""Level of compression: keys in order shrink to a sixth at once, more effort gains little."""


def key_text(parts: Iterable[object]) -> str:
    """Return a key as one text."""
    return _BETWEEN_PARTS.join(str(part) for part in parts)


def pack(keys: Iterable[str]) -> bytes:
    """Return keys as they are stored: distinct, in order, compressed."""
    return zlib.compress(_BETWEEN_KEYS.join(sorted(set(keys))).encode(), _QUICK)


def unpack(stored: bytes) -> frozenset[str]:
    """Return the keys that ``pack`` stored."""
    text = zlib.decompress(stored).decode()
    return frozenset(text.split(_BETWEEN_KEYS)) if text else frozenset()
