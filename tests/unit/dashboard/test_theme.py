import re
from pathlib import Path

import pytest

from dashboard import theme
from dashboard.theme import LIGHT, PROJECTOR, ZONES, Palette, css_variables

ROOT = Path(__file__).parents[3]
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?!\w)")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, PROJECTOR])
@pytest.mark.parametrize("name", ["ink", "ink2", "ink3", "accent", "base"])
def test_every_text_colour_is_readable_on_paper_and_panel(palette: Palette, name: str) -> None:
    for ground in (palette.paper, palette.panel):
        assert contrast(getattr(palette, name), ground) >= 4.5


@pytest.mark.parametrize("zone", ZONES.values(), ids=lambda zone: zone.key)
def test_zone_words_are_readable_on_paper_and_on_their_tint(zone: theme.ZoneStyle) -> None:
    assert contrast(zone.text, LIGHT.paper) >= 4.5
    assert contrast(zone.text, zone.tint) >= 4.5


def test_the_style_sheets_use_only_variables_the_theme_gives() -> None:
    given = set(re.findall(r"(--[\w-]+):", css_variables(LIGHT)))
    sheets = [path.read_text(encoding="utf-8") for path in (ROOT / "dashboard/assets").glob("*.css")]
    used = {name for sheet in sheets for name in re.findall(r"var\((--[\w-]+)", sheet)}
    own = {name for sheet in sheets for name in re.findall(r"(?<!\()(--[\w-]+)\s*:", sheet)}
    assert len(used) > 10
    assert used - given - own == set()


def test_colours_are_written_in_the_theme_only() -> None:
    files = [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("dashboard/assets/*.css")]
    others = [path for path in files if path.name != "theme.py"]
    assert len(others) > 20
    assert [path.name for path in others if COLOUR.search(path.read_text(encoding="utf-8"))] == []
