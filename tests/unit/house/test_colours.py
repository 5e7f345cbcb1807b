"""Colours are written in the theme only: charts take them from there, style sheets by var(--…)."""

import re

from dashboard import theme
from tests.unit.house.sources import ROOT, SCREENS, files, held, sources, strings

CODE = re.compile(r"#[0-9a-fA-F]{3,8}\b")
MADE = re.compile(r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(")
NAMES = (
    "aqua|azure|beige|black|blue|brown|coral|crimson|cyan|darkblue|darkgray|darkgreen|darkgrey|darkred|dimgray|dimgrey|"
    "firebrick|fuchsia|gold|goldenrod|gray|green|grey|indigo|ivory|khaki|lavender|lightblue|lightgray|lightgreen|"
    "lightgrey|lime|linen|magenta|maroon|navy|olive|orange|orangered|orchid|pink|plum|purple|rebeccapurple|red|salmon|"
    "seagreen|silver|skyblue|slategray|slategrey|snow|steelblue|tan|teal|tomato|turquoise|violet|wheat|white|"
    "whitesmoke|yellow"
)
NAMED = re.compile(rf"\b(?:{NAMES})\b")
NAMED_IN_STYLE = re.compile(rf":[^;{{}}]*(?<![\w-])(?:{NAMES})(?![\w-])[^;{{}}]*[;}}]")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
THEME = "dashboard/theme.py"


def colours_in(text: str) -> list[str]:
    whole = [text] if NAMED.fullmatch(text) else []
    return [*CODE.findall(text), *MADE.findall(text), *whole]


def test_no_python_writes_a_colour_but_the_theme() -> None:
    screens = [source for source in sources(*SCREENS) if source.path != THEME]
    held(
        (
            f"{source.at(node)} {colour}"
            for source in screens
            for node in strings(source)
            for colour in colours_in(str(node.value))
        ),
        screens,
        at_least=100,
    )


def test_style_sheets_and_scripts_write_none() -> None:
    paths = files("dashboard/assets/*.css", "dashboard/assets/*.js")
    faults = []
    for path in paths:
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        found = [*CODE.findall(text), *MADE.findall(text)]
        found += NAMED_IN_STYLE.findall(text) if path.suffix == ".css" else []
        faults += [f"{path.name}: {each}" for each in found if not is_selector(each, text)]
    held(faults, paths, at_least=10)


def is_selector(found: str, text: str) -> bool:
    """Whether ``#…`` is the id of an element before a block of declarations, not a colour within one."""
    return found.startswith("#") and re.search(rf"{found}[^;{{}}]*\{{", text) is not None


def test_the_icon_has_the_colours_of_the_theme() -> None:
    known = {getattr(theme.LIGHT, name) for name in theme.LIGHT.__slots__}
    icons = files("dashboard/assets/*.svg")
    used = [colour for path in icons for colour in CODE.findall(path.read_text(encoding="utf-8"))]
    held((colour for colour in used if colour not in known), used, at_least=3)


def test_every_variable_a_style_sheet_uses_is_given() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in files("dashboard/assets/*.css")]
    given = set(re.findall(r"(--[\w-]+):", theme.css_variables(theme.LIGHT)))
    given |= {name for text in sheets for name in re.findall(r"(--[\w-]+)\s*:", text)}
    used = [name for text in sheets for name in re.findall(r"var\((--[\w-]+)", text)]
    held((name for name in used if name not in given), used, at_least=100)
    assert (ROOT / THEME).is_file()
