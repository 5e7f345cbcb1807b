"""Colours, type and sizes: the only place where a colour is written. CSS and charts take theirs from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FONTS = (
    '"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",'
    '"微软雅黑","PingFang SC","WenQuanYi Micro Hei",sans-serif'
)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme. ``accent`` means only: behind target, selected, or now."""

    paper: str
    panel: str
    ink: str
    ink2: str
    ink3: str
    rule: str
    grid: str
    accent: str
    accentw: str
    base: str
    base2: str
    base3: str
    land: str
    river: str


LIGHT = Palette(
    paper="#FAF8F3", panel="#FFFFFF", ink="#17202B", ink2="#434E5B", ink3="#5F6975", rule="#CFC9BC", grid="#E8E4DA",
    accent="#A31D12", accentw="#F5DDD7", base="#1F4A66", base2="#6F93AA", base3="#C4D3DD",
    land="#F1EEE6", river="#9DB9C9",
)  # fmt: skip
PROJECTOR = Palette(
    paper="#FFFFFF", panel="#FFFFFF", ink="#0D1319", ink2="#2E3741", ink3="#4A545F", rule="#CFC9BC", grid="#E8E4DA",
    accent="#98170D", accentw="#F5DDD7", base="#143B56", base2="#6F93AA", base3="#C4D3DD",
    land="#F1EEE6", river="#9DB9C9",
)  # fmt: skip
CLEAR = "rgba(0,0,0,0)"
"""No colour at all: what lies below shows."""
SHADOW_ALPHA = 0.16
RAMP = ("#E4EBF0", "#B7CAD7", "#85A5BA", "#4C7793", "#1F4A66")
"""Five classes from low to high."""


@dataclass(frozen=True, slots=True)
class ZoneStyle:
    """How a zone (片区) is drawn: mark and tint are fills, ``text`` is for words; ``pattern`` is Plotly's."""

    key: str
    mark: str
    tint: str
    text: str
    outline: str
    pattern: str
    symbol: str


ZONES: Mapping[str, ZoneStyle] = MappingProxyType(
    {
        "南部": ZoneStyle("south", "#3E4C7C", "#CBCFE2", "#333F6B", "#3E4C7C", "/", "square"),
        "中部": ZoneStyle("central", "#C58A2A", "#F1E0BC", "#7A4E06", "#7A4E06", "", "circle"),
        "北部": ZoneStyle("north", "#8CC5B8", "#E2F1EC", "#23625A", "#23625A", ".", "diamond"),
    }
)


@dataclass(frozen=True, slots=True)
class ChartSizes:
    """Type and line sizes in charts, in px."""

    text: int
    note: int
    strong: int
    line: float
    marker: float


SCREEN = ChartSizes(text=14, note=13, strong=17, line=3, marker=8)
PRESENT = ChartSizes(text=26, note=24, strong=32, line=6, marker=14)


def faded(colour: str, alpha: float) -> str:
    """Return a colour ``#RRGGBB`` with an opacity, as CSS."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def css_variables(palette: Palette) -> str:
    """Return the palette, zones, ramp and fonts as CSS custom properties (``--ink: …;``)."""
    lines = [f"--{name}:{getattr(palette, name)}" for name in palette.__slots__]
    for zone in ZONES.values():
        lines += [f"--{zone.key}-{part}:{getattr(zone, part)}" for part in ("mark", "tint", "text", "outline")]
    lines += [f"--ramp{number}:{colour}" for number, colour in enumerate(RAMP, 1)]
    return ";".join([*lines, f"--shadow:{faded(palette.ink, SHADOW_ALPHA)}", f"--fonts:{FONTS}"]) + ";"
