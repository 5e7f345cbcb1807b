"""Words and counts that the parts of the page of data share."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.data_head import PATH
from dashboard.components.table import Column
from dashboard.components.text import Child, accent
from dashboard.i18n import t
from dashboard.metrics.formats import format_number
from dashboard.queries.deliveries import Counts, ReceivedFile, ReceivedTable
from dashboard.queries.screen import Screen
from data.registers import load_registers
from data.schema import COUNTS
from data.text import Locale

COUNT_NAMES = COUNTS
"""Counts of rows in the order shown: read, then what became of them."""


BYTES_OF_A_KILOBYTE, HASH_DIGITS = 1000, 12


def count_heads(language: Locale) -> list[Column]:
    """Return the heads of the counts of rows and of the check that they balance."""
    heads = [Column(t(language, f"data.count_{name}"), "right") for name in COUNT_NAMES]
    return [*heads, Column(t(language, "data.count_balance"), "center", title=t(language, "data.count_balance_title"))]


def balance(language: Locale, counts: Counts) -> Child:
    """Return ✓ where every row read is accounted for, else how many rows are missing or too many."""
    if counts.balances:
        return "✓"
    return accent(t(language, "data.unbalanced", rows=format_number(counts.rows_read - counts.accounted)))


def opened(screen: Screen, key: str) -> str:
    """Return the address of this page with a delivery (d…), a file (f…) or a table (t…) open."""
    return screen.view.change(metric=key).href(PATH)


def file_link(screen: Screen, file: ReceivedFile) -> Component:
    """Return the link that opens a file."""
    return dcc.Link(file.path, href=opened(screen, f"f{file.number}"), className="link")


def table_link(screen: Screen, table: ReceivedTable) -> Component:
    """Return the link that opens a table."""
    return dcc.Link(kind_title(screen.language, table.kind), href=opened(screen, f"t{table.number}"), className="link")


def kind_title(language: Locale, kind: str) -> str:
    """Return the title of a kind of register (台账)."""
    return load_registers()[kind].title[language]


def code_words(language: Locale, code: str) -> str:
    """Return a code of refusal or warning in words."""
    return t(language, f"data.code_{code}")


def size_words(language: Locale, byte_count: int) -> str:
    """Return the size of a file in kB."""
    return t(language, "data.kilobytes", size=format_number(byte_count / BYTES_OF_A_KILOBYTE, 1))


def hash_words(sha256: str) -> Component:
    """Return a SHA-256 by its first digits, whole in its tooltip."""
    return html.Code(f"{sha256[:HASH_DIGITS]}…", title=sha256, className="data-hash")
