"""Pseudonyms, masks and the key: made once, never twice, never another."""

import stat
from pathlib import Path

import pytest

from data.engine import DATA_FOLDER
from etl import privacy
from etl.cells import CellFault
from etl.refusal import LoadRefused
from tests.builders import id_number

PUBLISHED = "11010519491231002X"
"""The example of the standard for identity numbers itself."""


def test_a_published_number_passes() -> None:
    assert privacy.check_digit(PUBLISHED[:17]) == "X"
    assert privacy.id_number(PUBLISHED) == PUBLISHED
    assert privacy.id_number(PUBLISHED.lower()) == PUBLISHED


def test_one_wrong_digit_is_found_wherever_it_stands() -> None:
    number = id_number(123)
    for at in range(17):
        wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        with pytest.raises(CellFault, match="bad_id_number"):
            privacy.id_number(wrong)


def test_two_neighbours_exchanged_are_found() -> None:
    number = id_number(123, born="19671208")
    for at in range(16):
        if number[at] != number[at + 1]:
            with pytest.raises(CellFault):
                privacy.id_number(number[:at] + number[at + 1] + number[at] + number[at + 2 :])


def test_fifteen_digits_become_eighteen() -> None:
    full = privacy.id_number("110105491231002")
    assert full == PUBLISHED


def test_a_disability_certificate_is_the_identity_number_and_more() -> None:
    assert privacy.id_number(PUBLISHED + "43") == PUBLISHED
    assert privacy.id_number(PUBLISHED + "43B1") == PUBLISHED


@pytest.mark.parametrize("raw", [PUBLISHED[:-1], PUBLISHED + "4", PUBLISHED + "431", "一二三", "1" * 14, 6.1e17])
def test_another_length_is_no_identity_number(raw: object) -> None:
    with pytest.raises(CellFault, match="bad_id_number"):
        privacy.id_number(raw)


def test_nothing_is_no_number() -> None:
    assert privacy.id_number(" ") is None


def test_masks() -> None:
    assert privacy.mask_name("张三") == "张**"
    assert privacy.mask_name("欧阳修文") == "欧**"
    assert privacy.mask_number(PUBLISHED) == "*" * 18


def test_a_pseudonym_is_the_keyed_hash() -> None:
    assert privacy.pseudonym(b"key", "a") == privacy.pseudonym(b"key", "a")
    assert privacy.pseudonym(b"key", "a") != privacy.pseudonym(b"key", "b")
    assert len(privacy.pseudonym(b"key", "a")) == 32


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'county.db'}"


def test_the_key_of_a_new_store_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    key = privacy.pseudonym_key(address(tmp_path), stored_fingerprint=None)
    path = tmp_path / "county.key"
    assert path.read_bytes() == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(key) == 64
    assert privacy.pseudonym_key(address(tmp_path), stored_fingerprint=privacy.fingerprint(key)) == key


def test_two_stores_have_two_keys(tmp_path: Path) -> None:
    one = privacy.pseudonym_key(address(tmp_path / "a"), stored_fingerprint=None)
    other = privacy.pseudonym_key(address(tmp_path / "b"), stored_fingerprint=None)
    assert one != other


def test_without_the_key_of_a_store_no_second_one_is_made(tmp_path: Path) -> None:
    with pytest.raises(LoadRefused) as refused:
        privacy.pseudonym_key(address(tmp_path), stored_fingerprint="0" * 32)
    assert "密钥" in refused.value.reason.zh
    assert "key" in refused.value.reason.en
    assert not list(tmp_path.iterdir())


def test_another_key_is_refused(tmp_path: Path) -> None:
    privacy.pseudonym_key(address(tmp_path), stored_fingerprint=None)
    with pytest.raises(LoadRefused, match="not the one"):
        privacy.pseudonym_key(address(tmp_path), stored_fingerprint=privacy.fingerprint(b"another"))


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(privacy.KEY_VARIABLE, "given")
    assert privacy.pseudonym_key(address(tmp_path), stored_fingerprint=None) == b"given"
    assert not list(tmp_path.iterdir())


def test_the_key_of_a_server_s_store_lies_in_the_data_folder() -> None:
    assert privacy.key_path("postgresql+psycopg://host/county").parent == DATA_FOLDER


def test_the_fingerprint_does_not_hold_the_key() -> None:
    assert "secret" not in privacy.fingerprint(b"secret")
    assert privacy.fingerprint(b"a") != privacy.fingerprint(b"b")


def test_the_fingerprint_of_a_file_is_its_sha_256() -> None:
    assert privacy.fingerprint_of_file(b"").startswith("e3b0c44298fc1c14")


@pytest.mark.parametrize("digit", ["²", "\U00010a40", "①"])
def test_a_sign_that_only_looks_like_a_digit_is_no_crash(digit: str) -> None:
    with pytest.raises(CellFault):
        privacy.id_number(digit + id_number(1)[1:])


def test_a_number_marked_as_text_is_read() -> None:
    assert privacy.id_number(f"'{id_number(1)}") == id_number(1)
