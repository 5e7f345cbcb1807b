"""The dictionary: nothing undocumented, every entry in both languages, links that open the entry they name."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.components.data_dictionary import dictionary_section, figure_entry, rules_of
from dashboard.components.dictionary_parts import HERE, DrawEntry, dictionary_href
from dashboard.components.dictionary_registers import form_of, register_entry, values_of
from dashboard.components.dictionary_rules import rule_entry
from dashboard.components.rule_value import rule_value
from dashboard.components.static_html import Html
from dashboard.i18n import LANGUAGES
from dashboard.metrics.registry import METRICS, metric
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import MOST_CHARACTERS, View
from data.registers import load_registers
from data.rules import Rule, rules
from data.schema import stored_names
from data.text import Locale
from tests.conftest import Loader
from tests.trees import parts, words
from tests.unit.house.sources import held


@pytest.fixture
def screen(loaded: Loader, store_url: str) -> Screen:
    loaded()
    return open_screen(store_url, View())


def drawn(language: Locale, asked: str = "") -> dict[str, list[Component]]:
    """Return the entries of the dictionary by their name."""
    every: list[tuple[DrawEntry, Iterable[str]]] = [
        (figure_entry, METRICS),
        (register_entry, load_registers()),
        (rule_entry, dict.fromkeys(each.key for each in rules())),
    ]
    found: dict[str, list[Component]] = {}
    for each in parts([draw(language, name, name == asked) for draw, names in every for name in names]):
        name = getattr(each, "data-find", None)
        if name:
            found.setdefault(name, []).append(each)
    return found


def test_every_figure_is_explained_in_both_languages() -> None:
    faults = []
    for language in LANGUAGES:
        entries = drawn(language)
        for figure in METRICS.values():
            said = words(entries.get(figure.id, []))
            wanted = [figure.name, figure.short, figure.formula, *([figure.note] if figure.note else [])]
            wanted += [load_registers()[kind].title for kind in figure.sources]
            wanted += [each.label for each in rules_of(figure)]
            faults += [
                f"{figure.id} {text[tongue]}" for text in wanted for tongue in ("zh", "en") if text[tongue] not in said
            ]
            faults += [f"{figure.id} unit"] * (figure.unit.zh not in said or figure.unit.en not in said)
    held(faults, list(METRICS), at_least=45)


def test_every_register_column_is_explained_in_both_languages() -> None:
    faults, examined = [], 0
    for language in LANGUAGES:
        entries = drawn(language)
        for register in load_registers().values():
            for column in register.columns:
                examined += 1
                said = words(entries.get(f"{register.kind}.{column.name}", []))
                wanted = [column.header, column.label.zh, column.label.en, column.note.zh, column.note.en]
                wanted += [*column.synonyms, *column.codes, *stored_names(column), column.example]
                faults += [f"{register.kind}.{column.name} {each}" for each in wanted if each not in said]
    held(faults, examined, at_least=340)


def test_every_rule_is_explained_in_both_languages() -> None:
    faults = []
    for language in LANGUAGES:
        entries = drawn(language)
        for rule in rules():
            said = words(entries.get(rule.key, []))
            texts = [rule.label, rule.clause, rule.source, *([rule.note] if rule.note else [])]
            wanted = [text[tongue] for text in texts for tongue in ("zh", "en")]
            wanted += [rule_value("zh", rule), rule_value("en", rule), rule.key]
            faults += [f"{rule.key} {each}" for each in wanted if each not in said]
    held(faults, rules(), at_least=50)


@pytest.mark.parametrize("entry", ["people.poor", "households", "goal.people"])
def test_the_entry_of_the_address_is_marked(screen: Screen, entry: str) -> None:
    content = whole(screen, metric=entry)
    (asked,) = re.findall(r"<[^>]*data-asked[^>]*>", content)
    assert asked.startswith("<tr") or ' open="' in asked
    after = content[content.index(asked) :]
    assert f">{entry}</code>" in after[: after.index("</code>") + 7]


def test_entries_carry_the_filters_of_the_reader(screen: Screen) -> None:
    south, town = (whole(screen, **each) for each in ({"zone": "南部"}, {"town": "610824104"}))
    assert HERE not in south + town
    links = re.findall(r'href="(/data[^"]*)"', south)
    held(
        [each for each in links if View.from_search(unescape(each).partition("?")[2]).zone != "南部"],
        links,
        at_least=300,
    )
    assert View.from_search(unescape(links[0]).partition("?")[2]).show == "dictionary"
    assert south != town


def whole(screen: Screen, **change: Any) -> str:
    """Return the HTML of the entries under a changed view."""
    view = screen.view.change(**change)
    changed = Screen(view, screen.reading, screen.note, screen.as_of, screen.last_day, (), screen.journal)
    return "".join(each.content for each in parts(dictionary_section(changed)) if isinstance(each, Html))


def test_every_entry_has_an_address_that_the_view_keeps() -> None:
    names = [*METRICS, *load_registers(), *(rule.key for rule in rules())]
    lost = [name for name in names if View.from_search(dictionary_href(View(), name).partition("?")[2]).metric != name]
    held(lost, names, at_least=100)
    assert max(map(len, names)) <= MOST_CHARACTERS


def test_what_a_column_asks_for_is_said() -> None:
    households, persons = load_registers()["households"], load_registers()["persons"]
    code = [text.en for text in form_of(households, households.column("village_code"))]
    assert {"code", "required", "or 乡镇 + 行政村", "12 digits", "must be known to Register of poor villages"} <= set(
        code
    )
    identity = form_of(persons, persons.column("person_pseudonym"))
    assert "personal: stored as a keyed pseudonym only" in [text.en for text in identity]
    cause = values_of(households.column("main_cause"))
    assert any("缺劳力（缺劳动力）" in text.zh for text in cause)


def by_key(key: str) -> Rule:
    return next(each for each in rules() if each.key == key)


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("target.special_fund_share", "≥ 2%", "≥ 2%"),
        ("industry.demonstration_sites", "2–3 个", "2–3 sites"),
        ("goal.deadline", "2016-12-31", "2016-12-31"),
        ("measure.startup_loan", "约 50,000 元", "about 50,000 yuan"),
        ("household_criterion.safe_water", "是", "yes"),
        ("finding.no_team", "按台账：驻村工作队", "by the register: Village work teams"),
        ("finding.incidence_pace", "≥ 3 倍", "≥ 3 times"),
        ("village_criterion.electricity_share", "= 100%", "= 100%"),
    ],
)
def test_a_rule_is_written_with_sign_and_unit(key: str, zh: str, en: str) -> None:
    assert (rule_value("zh", by_key(key)), rule_value("en", by_key(key))) == (zh, en)


def test_a_schedule_lists_every_month() -> None:
    text = rule_value("en", by_key("funds_schedule.cumulative_share"))
    assert text.startswith("by month 3, 6, 12, ")
    assert text.endswith(" 100%")


def test_a_figure_names_the_rules_it_is_made_of() -> None:
    assert [rule.key for rule in rules_of(metric("villages.exited"))] == ["goal.villages"]
    assert len(rules_of(metric("villages.ready"))) >= 7
