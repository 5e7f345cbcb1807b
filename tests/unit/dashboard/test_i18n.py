import re
import string
from pathlib import Path

import pytest

from dashboard import i18n
from dashboard.i18n import CatalogueError, catalogue, t

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES_ITS_OTHER_LANGUAGE = {"shell.other_language"}


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_has_the_same_slots_in_both_languages() -> None:
    unlike = [name for name, texts in catalogue().items() if slots(texts["zh"]) != slots(texts["en"])]
    assert not unlike


def test_no_english_text_has_chinese_in_it() -> None:
    mixed = {name for name, texts in catalogue().items() if CHINESE.search(texts["en"])}
    assert mixed == NAMES_ITS_OTHER_LANGUAGE


def test_slots_are_filled() -> None:
    assert t("en", "shell.error_line", incident="E-1") == "Other parts are not affected. Incident E-1, logged."


@pytest.mark.parametrize(("count", "said"), [
    ("1", "1 village is far behind"), ("2", "2 villages are far behind"), ("21", "21 villages are far behind"),
    ("1,001", "1,001 villages are far behind"),
])  # fmt: skip
def test_a_count_of_one_stands_with_the_singular(count: str, said: str) -> None:
    assert t("en", "exit.behind_title", count=count) == said


def test_an_unknown_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        t("zh", "shell.nothing_of_that_name")


def test_a_text_in_one_language_only_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half.toml").write_text('a = { zh = "甲" }', encoding="utf-8")
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    catalogue.cache_clear()
    try:
        with pytest.raises(CatalogueError, match="needs zh and en"):
            catalogue()
    finally:
        catalogue.cache_clear()
