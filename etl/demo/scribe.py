"""Turns dressed tables into files and keeps count of what every sheet holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.demo.chance import stream
from etl.demo.files import book_bytes, csv_bytes, zip_bytes
from etl.demo.layout import Dress, Grid, lay_out
from etl.demo.tables import Table

EXPLANATION: tuple[tuple[str, ...], ...] = (
    ("填表说明", "", ""),
    ("一、本套表格为演示数据，村名、人名均为虚构。", "", ""),
    ("二、请勿修改表头。", "", ""),
    ("片", "个数", "备考"),
    ("甲", "12", ""),
)


@dataclass(frozen=True, slots=True)
class TableCount:
    """What must come of a sheet: `valid` rows are loaded, `faults` are (row number, code) of the rejected ones."""

    path: str
    sheet: str
    kind: str
    header_row: int
    rows_read: int
    valid: int
    superseded: int
    skipped: int
    faults: tuple[tuple[int, str], ...]

    @property
    def is_conserved(self) -> bool:
        """The conservation law of rows: read = valid + superseded + rejected + skipped."""
        return self.rows_read == self.valid + self.superseded + len(self.faults) + self.skipped


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file of the delivery: path inside it, content, its tables; `is_bad` when it must be quarantined."""

    path: str
    content: bytes
    counts: tuple[TableCount, ...] = ()
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its dress and the name of its sheet."""

    name: str
    table: Table
    dress: Dress


@dataclass(frozen=True, slots=True)
class TextFile:
    """A table to be written as delimited text."""

    path: str
    table: Table
    dress: Dress
    encoding: str = "utf-8-sig"
    delimiter: str = ","


class Scribe:
    """Writes the files of one seed."""

    def __init__(self, seed: int) -> None:
        """Remember the seed: every sheet has its own stream of chance."""
        self._seed = seed

    def book(self, path: str, sheets: Sequence[Sheet], *, explained: bool = False) -> Parcel:
        """An .xlsx file, `explained` with a sheet that is no table."""
        grids = [self._grid(path, sheet.name, sheet, in_book=True) for sheet in sheets]
        counts = tuple(_count(path, grid) for grid in grids)
        if explained:
            grids.insert(0, Grid("填表说明", "", [list(line) for line in EXPLANATION]))
        return Parcel(path, book_bytes(grids), counts)

    def text(self, file: TextFile) -> Parcel:
        """A delimited file; its sheet is its file name."""
        name = file.path.rpartition("/")[2].rpartition("!")[2]
        grid = self._grid(file.path, name, Sheet(name, file.table, file.dress), in_book=False)
        content = csv_bytes(grid, encoding=file.encoding, delimiter=file.delimiter)
        return Parcel(file.path, content, (_count(file.path, grid),))

    def archive(self, path: str, files: Iterable[TextFile]) -> Parcel:
        """A .zip of delimited files, whose paths are those inside the archive."""
        members: dict[str, bytes] = {}
        counts: list[TableCount] = []
        for file in files:
            inside = TextFile(f"{path}!{file.path}", file.table, file.dress, file.encoding, file.delimiter)
            parcel = self.text(inside)
            members[file.path] = parcel.content
            counts += parcel.counts
        return Parcel(path, zip_bytes(members), tuple(counts))

    def no_table(self, path: str) -> Parcel:
        """A readable book that holds no register."""
        return Parcel(path, book_bytes([Grid("通讯录", "", [list(line) for line in EXPLANATION])]), is_bad=True)

    def _grid(self, path: str, name: str, sheet: Sheet, *, in_book: bool) -> Grid:
        """The laid-out sheet."""
        rng = stream(self._seed, f"sheet {path} {name}")
        return lay_out(sheet.table, sheet.dress, name=name, rng=rng, in_book=in_book)


def _count(path: str, grid: Grid) -> TableCount:
    """The counts of a laid-out sheet."""
    return TableCount(
        path=path,
        sheet=grid.name,
        kind=grid.kind,
        header_row=grid.header_row,
        rows_read=grid.rows_read,
        valid=grid.valid,
        superseded=grid.superseded,
        skipped=grid.skipped,
        faults=tuple(sorted(grid.faults)),
    )
