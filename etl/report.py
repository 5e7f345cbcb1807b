"""The report of a load (入库报告): what became of every file, table and row."""

from dataclasses import dataclass, field
from typing import Any

from data.schema import COUNTS
from data.text import Text
from etl.clean import Remark

LOADED, UNCHANGED, QUARANTINED = "loaded", "unchanged", "quarantined"


@dataclass(slots=True)
class TableReport:
    """What became of the rows of one table; the counts obey the law of conservation (行数守恒)."""

    sheet: str
    kind: str
    header_row: int
    ignored_columns: tuple[str, ...]
    headers: tuple[str, ...]
    counts: dict[str, int]
    rejections: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def require_conservation(self) -> None:
        """Raise RuntimeError unless every row read is loaded or accounted for."""
        read, *parts = (self.counts[name] for name in COUNTS)
        if read != sum(parts):
            raise RuntimeError(f"rows not conserved in sheet {self.sheet!r}: {self.counts}")


@dataclass(slots=True)
class FileReport:
    """What became of one file; ``counted_before`` is set for a quarantined file met in an earlier delivery."""

    path: str
    sha256: str
    byte_count: int
    status: str
    reason_class: str | None = None
    reason: Text | None = None
    tables: list[TableReport] = field(default_factory=list)
    counted_before: bool = False


@dataclass(slots=True)
class LoadReport:
    """What became of a delivery; ``edition`` is None when nothing was written."""

    files: list[FileReport]
    edition: int | None = None
    delivery_no: int | None = None

    def total(self, count: str) -> int:
        """Return the sum of one of ``COUNTS`` over all tables."""
        return sum(table.counts[count] for file in self.files for table in file.tables)

    def number_of(self, status: str) -> int:
        """Return how many files have that status."""
        return sum(file.status == status for file in self.files)

    @property
    def handled(self) -> bool:
        """Whether anything could be taken: a table was recognised or a file was known already."""
        return any(file.status in (LOADED, UNCHANGED) for file in self.files)

    @property
    def clean(self) -> bool:
        """Whether nothing was refused or set aside."""
        return not self.total("rejected") and not self.number_of(QUARANTINED)

    def as_json(self) -> dict[str, Any]:
        """Return the report in the form of ``report.json``."""
        return {
            "files": [_file(file) for file in self.files],
            "rejections": [
                _remark(remark, file, table)
                for file in self.files
                for table in file.tables
                for remark in table.rejections
            ],
            "warnings": [
                _remark(remark, file, table)
                for file in self.files
                for table in file.tables
                for remark in table.warnings
            ],
        }


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def _file(file: FileReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "status": file.status,
        "reason_class": file.reason_class,
        "reason": _text(file.reason),
        "tables": [_table(table) for table in file.tables],
    }


def _table(table: TableReport) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "kind": table.kind,
        "header_row": table.header_row,
        **table.counts,
        "ignored_columns": list(table.ignored_columns),
    }


def _remark(remark: Remark, file: FileReport, table: TableReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "sheet": table.sheet,
        "row": remark.sheet_row,
        "column": remark.column,
        "value": remark.value,
        "code": remark.code,
        "reason": _text(remark.text),
    }
