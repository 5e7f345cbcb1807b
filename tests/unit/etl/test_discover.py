import hashlib
import io
import struct
import zipfile
from pathlib import Path

import pytest

from etl import archives
from etl.discover import ReceivedFile, discover


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def packed_with_gbk_name(name: str, content: bytes) -> bytes:
    """An archive as Chinese Windows writes it: the name in GBK, the UTF-8 flag unset."""
    raw = name.encode("gbk")
    stand_in = "x" * len(raw)
    return packed({stand_in: content}).replace(stand_in.encode(), raw)


def flagged_encrypted(archive: bytes) -> bytes:
    """The same archive with the encryption bit set in the local header and the directory."""
    local, directory = archive.index(b"PK\x03\x04"), archive.index(b"PK\x01\x02")
    changed = bytearray(archive)
    changed[local + 6] |= 1
    changed[directory + 8] |= 1
    return bytes(changed)


def received(folder: Path, name: str, content: bytes) -> list[ReceivedFile]:
    (folder / name).write_bytes(content)
    return list(discover([folder / name]))


def classes(files: list[ReceivedFile]) -> dict[str, str | None]:
    return {file.path: file.problem.reason_class if file.problem else None for file in files}


def test_a_folder_is_searched_to_any_depth_in_code_point_order(tmp_path: Path) -> None:
    root = tmp_path / "报送"
    (root / "10月").mkdir(parents=True)
    for name in ("项目.csv", "B.XLSX", "a.xls", "10月/户.csv"):
        (root / name).write_bytes(name.encode())
    files = list(discover([root]))
    assert [file.path for file in files] == ["报送/10月/户.csv", "报送/B.XLSX", "报送/a.xls", "报送/项目.csv"]
    assert files[0].content == "10月/户.csv".encode()
    assert files[0].sha256 == hashlib.sha256(files[0].content).hexdigest()
    assert all(file.problem is None for file in files)


def test_several_paths_are_one_delivery(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "aa").mkdir()
    (tmp_path / "aa" / "c.csv").write_bytes(b"x")
    found = discover([tmp_path / "b.csv", tmp_path / "aa", tmp_path / "a.csv"])
    assert [file.path for file in found] == ["a.csv", "aa/c.csv", "b.csv"]


def test_the_working_folder_is_reported_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    assert [file.path for file in discover([Path()])] == [f"{tmp_path.name}/a.csv"]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(discover([tmp_path / "无"]))


def test_clutter_is_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.csv", "~$户.xlsx", "Thumbs.db", "户.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "._户.csv").write_bytes(b"x")
    assert [file.path for file in discover([tmp_path])] == [f"{tmp_path.name}/户.xlsx"]


def test_other_endings_and_empty_files_are_problems(tmp_path: Path) -> None:
    for name, content in (("说明.txt", b"x"), ("无尾", b"x"), ("空.xlsx", b"")):
        (tmp_path / name).write_bytes(content)
    found = {path.rpartition("/")[2]: problem for path, problem in classes(list(discover([tmp_path]))).items()}
    assert found == {"说明.txt": "unsupported", "无尾": "unsupported", "空.xlsx": "empty"}


def test_an_unreadable_file_is_a_problem_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "b.csv").write_bytes(b"x")
    found = [file.problem is None for file in discover([tmp_path])]
    assert found == [False, True]


def test_members_take_the_place_of_their_archive(tmp_path: Path) -> None:
    content = packed({"b.csv": b"2", "夹/a.csv": b"1", "夹/": b"", "__MACOSX/._a.csv": b"x"})
    files = received(tmp_path, "包.ZIP", content)
    assert [(file.path, file.content) for file in files] == [("包.ZIP!b.csv", b"2"), ("包.ZIP!夹/a.csv", b"1")]
    assert files[0].sha256 == hashlib.sha256(b"2").hexdigest()


def test_names_without_the_utf8_flag_are_gbk(tmp_path: Path) -> None:
    # the second byte of 誠 is a backslash in GBK: it must not be taken for a folder
    name = "贫困户\u8aa0.csv"
    assert b"\\" in name.encode("gbk")
    assert [file.path for file in received(tmp_path, "a.zip", packed_with_gbk_name(name, b"1"))] == [f"a.zip!{name}"]


def test_backslashes_part_folders(tmp_path: Path) -> None:
    assert [file.path for file in received(tmp_path, "a.zip", packed({"x\\y.csv": b"1"}))] == ["a.zip!x/y.csv"]


@pytest.mark.parametrize("name", ["../../x.csv", "/etc/x.csv", "C:\\x.csv", "a/../../x.csv", "..\\x.csv"])
def test_a_path_leading_out_condemns_the_archive(tmp_path: Path, name: str) -> None:
    files = received(tmp_path, "a.zip", packed({"ok.csv": b"1", name: b"2"}))
    assert classes(files) == {"a.zip": "unsafe_archive"}


def test_a_link_in_an_archive_condemns_it(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("x.csv")
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert classes(received(tmp_path, "a.zip", buffer.getvalue())) == {"a.zip": "unsafe_archive"}


def test_a_dotted_name_is_no_escape(tmp_path: Path) -> None:
    assert classes(received(tmp_path, "a.zip", packed({"户..2015.csv": b"1"}))) == {"a.zip!户..2015.csv": None}


def test_a_bomb_is_refused_without_unpacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    files = received(tmp_path, "a.zip", packed({"a.csv": bytes(archives.RATIO_FREE_BYTES + 1)}))
    assert classes(files) == {"a.zip": "zip_bomb"}


def test_too_many_members_and_too_large_a_sum_are_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed({"a.csv": b"1234", "b.csv": b"1234"})
    monkeypatch.setattr(archives, "MAX_TOTAL_BYTES", 8)
    assert set(classes(received(tmp_path, "a.zip", content)).values()) == {None}
    monkeypatch.setattr(archives, "MAX_TOTAL_BYTES", 7)
    assert classes(received(tmp_path, "a.zip", content)) == {"a.zip": "zip_bomb"}
    monkeypatch.setattr(archives, "MAX_TOTAL_BYTES", 8)
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
    assert classes(received(tmp_path, "a.zip", content)) == {"a.zip": "zip_bomb"}


def test_a_member_larger_than_it_declares_is_damage(tmp_path: Path) -> None:
    content = bytearray(packed({"a.csv": bytes(range(250)) * 40}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 10)
    files = received(tmp_path, "a.zip", bytes(content))
    assert classes(files) == {"a.zip!a.csv": "corrupt"}


def test_encrypted_damaged_and_empty_archives_are_reported_themselves(tmp_path: Path) -> None:
    content = packed({"a.csv": b"1"})
    assert classes(received(tmp_path, "a.zip", flagged_encrypted(content))) == {"a.zip": "encrypted"}
    assert classes(received(tmp_path, "b.zip", content[: len(content) // 2])) == {"b.zip": "corrupt"}
    assert classes(received(tmp_path, "c.zip", b"")) == {"c.zip": "empty"}
    assert classes(received(tmp_path, "d.zip", packed({"夹/": b""}))) == {"d.zip": "empty"}


def test_damaged_members_leave_the_others_and_never_pass_for_the_same_file(tmp_path: Path) -> None:
    content = packed({"a.csv": b"first, stored", "b.csv": b"second, stored", "c.csv": b"third"})
    for word in (b"a.csv", b"b.csv"):
        start = content.index(word) + len(word)
        content = content[:start] + bytes(byte ^ 0xFF for byte in content[start : start + 4]) + content[start + 4 :]
    files = received(tmp_path, "a.zip", content)
    assert classes(files) == {"a.zip!a.csv": "corrupt", "a.zip!b.csv": "corrupt", "a.zip!c.csv": None}
    assert len({file.sha256 for file in files}) == len(files)


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = packed({"a.csv": b"1"})
    files = received(tmp_path, "a.zip", packed({"b.zip": inner, "c.txt": b"1"}))
    assert classes(files) == {"a.zip!b.zip": "unsupported", "a.zip!c.txt": "unsupported"}
    assert files[0].sha256 == hashlib.sha256(inner).hexdigest()


def test_every_problem_speaks_both_languages(tmp_path: Path) -> None:
    files = received(tmp_path, "a.zip", packed({"b.zip": b"1", "c.txt": b"1", "d": b"1", "e.csv": b""}))
    reasons = [file.problem.reason for file in files if file.problem]
    assert len(reasons) == 4
    for reason in reasons:
        assert "。" in reason.zh
        assert reason.en.endswith(".")
        assert reason.en.isascii()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_in_an_archive_is_two_files(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for content in ("一", "二"):
            archive.writestr("a.csv", content)
    files = received(tmp_path, "a.zip", buffer.getvalue())
    assert [(file.path, file.content.decode()) for file in files] == [("a.zip!a.csv", "一"), ("a.zip!a.csv", "二")]
