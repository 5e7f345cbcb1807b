"""Words stand in the catalogues: every name used is there, every name there is used, nothing is written elsewhere."""

import ast
import re
import string

from dashboard.components import grids
from dashboard.i18n import LANGUAGES, catalogue
from dashboard.metrics.registry import METRICS
from tests.unit.house.sources import SCREENS, Source, held, sources, strings

CHINESE = re.compile(r"[\u3400-\u9fff]")
SUBJECTS = "|".join(sorted({name.partition(".")[0] for name in catalogue()}))
BEGINS_A_NAME = re.compile(rf"(?:{SUBJECTS})\.")
ANYTHING = "[^.]+"
LEAST_TEXT = 3
GIVEN_WHOLE = {"grids"}
"""Catalogues handed over as they are: the grid asks for its texts by its own names."""
BY_A_CELL = {"industry_names", "units"}
"""Catalogues whose keys are words of the registers."""
CODES_OF_REGISTERS = {
    "中央", "省级", "市级", "县级", "部门整合", "社会帮扶", "省市", "非贫困村",
    "预算", "执行", "部分年度", "认定", "退出", "返贫", "脱贫", "新识别", "清退",
    "五保贫困户", "低保贫困户", "一般贫困户",
}  # fmt: skip
"""Values as registers hold them (代码值): compared with cells, never shown."""
ZONE_KEYS = {"南部", "中部", "北部"}
PARTS_OF_NAMES = {"村", "镇", "街道", "陕西"}
"""Endings that are cut from a place's name, and the province whose name goes without saying."""
FONTS = "dashboard/theme.py"
PUNCTUATION = {"　, "}
DRAWING = ("dashboard/components/", "dashboard/figures/", "pages/")


def f_strings() -> list[tuple[str, str]]:
    """Return every f-string as where it stands and the pattern of what it can become."""
    found = []
    for source in sources(*SCREENS):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.JoinedStr):
                parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else ANYTHING for p in node.values)
                found.append((source.at(node), "".join(parts)))
    return found


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return every f-string that begins the name of a text, as where it stands and what it can become."""
    return [(place, re.compile(each)) for place, each in f_strings() if BEGINS_A_NAME.match(each.replace("\\", ""))]


def keys_spelt() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return the words that may be the key in ``f"subject.{key}"``: whole strings, and f-strings with some text."""
    words = {str(node.value) for source in sources(*SCREENS) for node in strings(source)}
    made = [each for _, each in f_strings() if len(each.replace(ANYTHING, "")) >= LEAST_TEXT and "\\." not in each]
    return words, [re.compile(each) for each in made]


def inside_f_strings(source: Source) -> set[int]:
    return {id(part) for node in ast.walk(source.tree) if isinstance(node, ast.JoinedStr) for part in node.values}


def literals() -> list[tuple[str, str]]:
    """Return every whole string that has the form of a text's name, with its place."""
    form = re.compile(rf"(?:{SUBJECTS})\.\w+")
    found = []
    for source in sources(*SCREENS):
        pieces = inside_f_strings(source)
        found += [
            (source.at(node), str(node.value))
            for node in strings(source)
            if id(node) not in pieces and form.fullmatch(str(node.value))
        ]
    return found


def test_every_text_asked_for_is_in_the_catalogues() -> None:
    names, made = literals(), patterns()
    missing = [f"{place} {name}" for place, name in names if name not in catalogue() and name not in METRICS]
    missing += [f"{place} {each.pattern}" for place, each in made if not any(map(each.fullmatch, catalogue()))]
    held(missing, [*names, *made], at_least=300)


def test_every_text_of_the_catalogues_is_asked_for() -> None:
    assert {grids.CATALOGUE.strip(".")} == GIVEN_WHOLE
    names, made = {name for _, name in literals()}, [each for _, each in patterns()]
    by_key = [each for each in made if each.pattern.endswith(rf"\.{ANYTHING}")]
    exact = [each for each in made if each not in by_key]
    words, key_forms = keys_spelt()

    def is_used(name: str) -> bool:
        subject, _, key = name.partition(".")
        if subject in GIVEN_WHOLE or name in names or any(each.fullmatch(name) for each in exact):
            return True
        asked = any(each.fullmatch(name) for each in by_key)
        return asked and (subject in BY_A_CELL or key in words or any(each.fullmatch(key) for each in key_forms))

    held((name for name in catalogue() if not is_used(name)), list(catalogue()), at_least=300)


def slots(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_both_languages_have_the_same_slots_each_with_a_name() -> None:
    faults = [
        name
        for name, texts in catalogue().items()
        if set(slots(texts["zh"])) != set(slots(texts["en"])) or "" in slots(texts["zh"])
    ]
    held(faults, [(name, language) for name in catalogue() for language in LANGUAGES], at_least=600)


def test_no_text_of_a_screen_is_written_outside_the_catalogues() -> None:
    allowed = CODES_OF_REGISTERS | ZONE_KEYS | PARTS_OF_NAMES | PUNCTUATION
    drawing = [source for source in sources(*SCREENS) if source.path.startswith(DRAWING)]
    faults = (
        f"{source.at(node)} {node.value!r}"
        for source in drawing
        for node in strings(source)
        if CHINESE.search(str(node.value)) and node.value not in allowed
    )
    held(faults, drawing, at_least=60)
