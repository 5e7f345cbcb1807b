"""Every page says what its data do not cover, in both languages, at its end."""

from dashboard.app import PAGES
from dashboard.components.coverage import not_covered, page_name
from dashboard.i18n import catalogue
from dashboard.view import View
from tests.trees import words
from tests.unit.house.sources import held

LEAST = 20


def test_every_page_has_one_line_in_both_languages() -> None:
    faults = []
    for page in PAGES:
        for language in ("zh", "en"):
            said = words(not_covered(View(language=language), page.PATH))
            faults += [f"{page.PATH} {language}"] * (len(said) < LEAST)
    held(faults, PAGES, at_least=6)


def test_there_is_no_line_without_a_page() -> None:
    lines = {name.partition(".")[2] for name in catalogue() if name.startswith("coverage.")} - {"label"}
    held(lines - {page_name(page.PATH) for page in PAGES}, sorted(lines), at_least=6)


def test_a_slide_has_none() -> None:
    assert not_covered(View(present=True), "/") == []
