"""Pseudonyms and masks: no direct identifier of a registered person or payee reaches the store (脱敏).

ID numbers and payees' names become keyed pseudonyms (HMAC-SHA-256), names are kept as 张**. The key comes from the
environment or from a file made on first use; the store keeps its fingerprint, and another key is refused.
"""

import hashlib
import hmac
import os
import secrets
from operator import mul
from pathlib import Path

from data.engine import DATA_FOLDER, sqlite_path
from data.text import Text
from etl.cells import CellFault, plain
from etl.refusal import LoadRefused

KEY_VARIABLE = "PSEUDONYM_KEY"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_CERTIFICATE_LENGTHS = (18, 20, 22)
FULL_LENGTH = 18
OLD_LENGTH = 15


def key_path(url: str) -> Path:
    """Return the file of the pseudonym key beside the store at ``url`` (beside the data folder for a server)."""
    path = sqlite_path(url)
    return path.with_suffix(".key") if path else DATA_FOLDER / "pseudonym.key"


def _make_key(path: Path) -> bytes:
    key = secrets.token_hex(32)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key.encode()


def pseudonym_key(url: str, *, stored_fingerprint: str | None) -> bytes:
    """Return the key of the store at ``url``.

    A store without a fingerprint gets a new key if there is none; one with a fingerprint never does. Raises
    LoadRefused when the key is gone or is not the one the store was filled with.
    """
    path = key_path(url)
    given = os.environ.get(KEY_VARIABLE)
    if given:
        key = given.encode()
    elif path.exists():
        key = path.read_text(encoding="ascii").strip().encode()
    elif stored_fingerprint is None:
        key = _make_key(path)
    else:
        raise LoadRefused(
            Text(
                f"找不到本库的假名密钥（应在 {path.name} 或环境变量 {KEY_VARIABLE}）。"
                "请取回原密钥后再入库；不会另造新密钥。",
                f"The pseudonym key of this store is missing ({path.name} or the variable {KEY_VARIABLE}). "
                "Bring back the original key and load again; a second key is never made.",
            )
        )
    if stored_fingerprint is not None and fingerprint(key) != stored_fingerprint:
        raise LoadRefused(
            Text(
                "假名密钥与本库不符：用另一把密钥入库会使同一个人变成两个人。请换回原密钥。",
                "The pseudonym key is not the one this store was filled with; under another key one person would "
                "become two. Put the original key back.",
            )
        )
    return key


def fingerprint(key: bytes) -> str:
    """Return the fingerprint of a key as the store keeps it; the key cannot be got back from it."""
    return hmac.digest(key, b"fingerprint", "sha256").hex()[:32]


def pseudonym(key: bytes, value: str) -> str:
    """Return the keyed pseudonym (假名) of an identifier."""
    return hmac.digest(key, value.encode(), "sha256").hex()[:32]


def mask_name(name: str) -> str:
    """Return a name as the store keeps it: surname and two stars (张**)."""
    return f"{name[0]}**"


def mask_number(value: str) -> str:
    """Return an identifying number as it may be shown: as many stars as it has characters."""
    return "*" * len(value)


def check_digit(first17: str) -> str:
    """Return the check digit (校验位) of the first 17 digits of an identity number."""
    return _CHECK_DIGITS[sum(map(mul, map(int, first17), _WEIGHTS)) % 11]


def id_number(raw: object) -> str | None:
    """Return an identity number (证件号码) in its 18-digit form.

    15 digits are brought to 18; of a disability certificate (20 or 22 digits) the first 18 are the identity number.
    Raises CellFault ``bad_id_number`` for another length or a wrong check digit.
    """
    value = plain(raw).removeprefix("'").upper()
    if not value:
        return None
    if len(value) == OLD_LENGTH and value.isdecimal():
        first17 = f"{value[:6]}19{value[6:]}"
        return first17 + check_digit(first17)
    full = value[:FULL_LENGTH]
    if len(value) not in _CERTIFICATE_LENGTHS or not full[:17].isdecimal() or check_digit(full[:17]) != full[17]:
        raise CellFault("bad_id_number")
    return full


def fingerprint_of_file(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()
