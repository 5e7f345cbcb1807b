"""Words and amounts of the page of funds (资金与项目), as they stand in its panels and grids."""

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import (
    NO_DATA,
    display_unit,
    format_number,
    format_value,
    ledger_money,
    parts_that_sum,
    to_display,
    with_unit,
)
from dashboard.metrics.registry import metric
from dashboard.queries.entries import Origin
from dashboard.queries.figures import FEN
from dashboard.queries.projects import project_key
from dashboard.queries.screen import Screen
from data.text import Locale

PATH = "/funds"
MONEY = metric("funds.disbursed")
"""Any of the money figures: how an amount is printed."""

LEVELS = {
    "中央": "central",
    "省级": "province",
    "市级": "city",
    "县级": "county",
    "部门整合": "departments",
    "社会帮扶": "society",
}
BASES = {"预算": "budget", "执行": "execution", "部分年度": "part_year"}
_SLOT = "\x00"


def money(language: Locale, fen: float | None) -> str:
    """Return an amount with its unit (``370 万元``, ``3.70 million yuan``); — for None."""
    return with_unit(MONEY, None if fen is None else fen / FEN, language)


def amount(language: Locale, fen: float | None) -> str:
    """Return an amount without its unit, for a column whose head has it."""
    return format_value(MONEY, None if fen is None else fen / FEN, language)


def money_unit(language: Locale) -> str:
    """Return the unit of ``amount``."""
    return display_unit(MONEY, language)


def entry_amount(language: Locale, fen: float | None) -> str:
    """Return an amount of a ledger entry, two decimals, without its unit."""
    return ledger_money(None if fen is None else fen / FEN, language)


def summing(language: Locale, fens: Sequence[float], total: float) -> list[str]:
    """Return amounts without unit, rounded so that they sum to the printed total."""
    decimals = 0 if language == "zh" else 2
    values = [to_display(MONEY, each / FEN, language) for each in fens]
    rounded = parts_that_sum(values, to_display(MONEY, total / FEN, language), decimals)
    return [format_number(each, decimals) for each in rounded]


def level_name(language: Locale, level: str) -> str:
    """Return a level of funds (资金级次) in the language; one the register does not know as written."""
    return t(language, f"funds.level_{LEVELS[level]}") if level in LEVELS else level


def basis_names(language: Locale, bases: Sequence[str]) -> str:
    """Return the bases (口径) of annual figures, listed; — for none."""
    words = [t(language, f"funds.basis_{BASES[each]}") if each in BASES else each for each in bases]
    return t(language, "shell.list_comma").join(words) or NO_DATA


def origin_text(language: Locale, origin: Origin) -> str:
    """Return where a row came from in words: file, sheet, row."""
    if origin.sheet is None:
        return t(language, "funds.origin_file", path=origin.path, row=origin.row)
    return t(language, "funds.origin", path=origin.path, sheet=origin.sheet, row=origin.row)


def project_href(screen: Screen, project_no: str) -> str:
    """Return the address of a project's allocations and entries."""
    return screen.view.change(show="projects", metric=project_key(project_no)).href(PATH)


def project_link(screen: Screen, project_no: str, name: str) -> Component:
    """Return a link to a project by its name."""
    return dcc.Link(name, href=project_href(screen, project_no), className="link")


def slotted(language: Locale, name: str, part: Child, *, slot: str, **slots: object) -> list[Child]:
    """Return a text around a component that stands where ``slot`` is."""
    before, _, after = t(language, name, **{slot: _SLOT}, **slots).partition(_SLOT)
    return [each for each in (before, part, after) if each]
