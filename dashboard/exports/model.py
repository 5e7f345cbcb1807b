"""What can be exported (导出表): a table with typed columns, its rows made only when they are written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from dashboard.i18n import t
from dashboard.metrics.disclosure import Suppressed
from dashboard.metrics.model import Metric
from dashboard.metrics.registry import metric
from data.text import Locale

CellKind = Literal["text", "count", "money", "share", "pace", "number", "day"]
Content: TypeAlias = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell whose kind is its own, not its column's: a list of figures has people and shares in one column."""

    content: Content
    kind: CellKind


Cell: TypeAlias = Content | Suppressed | Typed


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: heading with its unit, kind of its cells, width in characters, figure (指标号) if it holds one."""

    title: str
    kind: CellKind = "text"
    width: int = 14
    metric_id: str | None = None


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table of a view: ``rows`` makes its rows, money in yuan, shares as fractions; ``notes`` stand on the cover."""

    key: str
    title: str
    columns: tuple[ExportColumn, ...]
    rows: Callable[[], Iterable[Sequence[Cell]]]
    notes: tuple[str, ...] = ()
    metric_ids: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the figures it holds, in order."""
        return (*self.metric_ids, *(each.metric_id for each in self.columns if each.metric_id))


def unit_of(figure: Metric, language: Locale) -> str:
    """Return the unit in which a file holds a figure: money in yuan, a share as a fraction of one."""
    return t(language, "exports.fraction") if figure.kind == "share" else figure.unit[language]


def of_metric(language: Locale, metric_id: str) -> ExportColumn:
    """Return the column of a figure: its name and unit as heading; a share's cells say for themselves what they are."""
    figure = metric(metric_id)
    words = name = figure.name[language]
    if figure.kind != "share":
        words = t(language, "exports.in_unit", name=name, unit=unit_of(figure, language))
    return ExportColumn(words, figure.kind, 16, metric_id)


def column(language: Locale, name: str, kind: CellKind = "text", width: int = 14) -> ExportColumn:
    """Return a column with a heading of the catalogue."""
    return ExportColumn(t(language, f"exports.col_{name}"), kind, width)
