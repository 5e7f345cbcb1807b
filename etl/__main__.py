"""Command line of the ETL: load, withdraw, status, trace, rejected, demo, templates, areas (数据入库命令)."""

import argparse
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import orjson
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from tqdm import tqdm

from data.engine import database_url
from data.migrate import StoreUnusable
from data.text import Text
from etl import rejected
from etl.areas import store_areas
from etl.discover import ReceivedFile, count_files
from etl.load import Progress, Request, load
from etl.making import FolderTaken, make_demo
from etl.marking import deliveries_in, marking_of
from etl.refusal import LoadRefused
from etl.rehearsal import rehearsal_store
from etl.report import LoadReport
from etl.status import read_status, shown_url, status_lines, unusable
from etl.summary import Asked, summary_lines
from etl.templates import write_templates
from etl.trace import trace
from etl.trace_report import as_json, trace_lines
from etl.withdraw import withdraw
from geo.errors import GeoError

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses; a shell's own for an interrupt."""

_PASSWORD = re.compile(r":[^:@/]*@")
_LOCKED = Text(
    "库正被另一个入库占用，本次未改动任何数据。请等它结束后重试。",
    "The store is held by another load; nothing was changed. Try again when that one has finished.",
)
_ONE_AT_A_TIME = Text(
    "这个文件夹里有几次演示报送。--report 和 --dry-run 请一次指定一次报送的文件夹。",
    "This folder holds several demo deliveries. With --report or --dry-run, name the folder of one delivery.",
)
_INTERRUPTED = Text("已中断，库未改动。", "Interrupted; the store is unchanged.")


_NOTHING_NAMED = Text(
    "请给出原文件；或用 --of 编号 和 -o 文件，只写出库中所存的内容。",
    "Name the original; or give --of NUMBER and -o XLSX to write what the store keeps.",
)


class WrongUsage(Exception):
    """A command line that cannot be carried out; ``reason`` says why, in both languages."""

    def __init__(self, reason: Text) -> None:
        """Remember the reason."""
        super().__init__(reason.en)
        self.reason = reason


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_load(commands.add_parser("load", help="load a delivery / 报送入库"))
    command = _with_database(commands.add_parser("withdraw", help="take back a delivery / 撤回报送"))
    command.add_argument("delivery", metavar="DELIVERY", help="number or path as shown by status / 编号或名称")
    command.set_defaults(run=_withdraw)
    command = _with_database(commands.add_parser("status", help="what the store holds / 库状态"))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_status)
    command = _with_database(commands.add_parser("trace", help="what became of a file's rows / 文件追溯"))
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_trace)
    command = _with_database(commands.add_parser("rejected", help="rejected rows to correct / 退回行工作簿"))
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the original, or a.zip!member / 原文件")
    command.add_argument("--of", type=_positive, metavar="NUMBER", help="number of the file in the store / 文件编号")
    command.add_argument("-o", "--output", type=Path, metavar="XLSX", help="default: beside FILE / 默认在原文件旁")
    command.set_defaults(run=_rejected)
    command = commands.add_parser("demo", help="write the demo county's registers / 生成演示数据")
    command.add_argument("directory", type=Path, metavar="DIR")
    command.add_argument("--seed", type=int, default=2016)
    command.add_argument("--scale", type=_positive, default=1, help="1 = the county's size / 规模倍数")
    command.set_defaults(run=_demo)
    command = commands.add_parser("templates", help="write a clean workbook a register / 生成填报模板")
    command.add_argument("directory", type=Path, metavar="DIR")
    command.set_defaults(run=_templates)
    command = _with_database(commands.add_parser("areas", help="store the county's own polygons / 区划图入库"))
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--crs", choices=("wgs84", "gcj02"), required=True, help="coordinates of the file / 坐标系")
    command.set_defaults(run=_areas)
    return parser


def _with_database(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--database", metavar="URL", help="default: DATABASE_URL, else data/county.db")
    return command


def _add_load(command: argparse.ArgumentParser) -> None:
    _with_database(command)
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument("--delivered", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: today / 默认今天")
    command.add_argument("--report", type=Path, metavar="FILE", help="write everything as JSON / 明细写入文件")
    command.add_argument("--strict", action="store_true", help="change nothing if anything is refused / 有退回就不入库")
    command.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing / 试运行")
    command.set_defaults(run=_load)


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} < 1")
    return number


def _database(arguments: argparse.Namespace) -> str:
    """Return the store's address; WrongUsage if it is none."""
    url = database_url(arguments.database)
    try:
        make_url(url).get_dialect()
    except (ArgumentError, NoSuchModuleError):
        named = _PASSWORD.sub(":***@", url)
        raise WrongUsage(
            Text(
                f"数据库地址不对：{named}。应形如 sqlite:///路径/county.db。",
                f"This is no database address: {named}. It should look like sqlite:///path/county.db.",
            )
        ) from None
    return url


def _require_paths(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise WrongUsage(Text(f"没有这个文件或文件夹：{path}。", f"There is no such file or folder: {path}."))


def _progress(paths: Sequence[Path]) -> Progress:
    """Return a progress bar over the files found in ``paths``, drawn on a terminal only."""
    shown = sys.stderr.isatty()

    def bar(files: Iterable[ReceivedFile]) -> Iterator[ReceivedFile]:
        total = count_files(paths) if shown else None
        with tqdm(total=total, desc="读取 reading", unit="file", disable=not shown, leave=False) as drawn:
            before = ""
            for file in files:
                archive = file.path.split("!", 1)[0]
                drawn.update(archive != before)
                before = archive
                yield file
        if shown:
            _complain(Text("正在核对并写入……", "Checking and writing …"))

    return bar


def _load(arguments: argparse.Namespace) -> int:
    url = _database(arguments)
    _require_paths(arguments.paths)
    if arguments.report and (arguments.report.is_dir() or not arguments.report.absolute().parent.is_dir()):
        raise WrongUsage(
            Text(f"报告写不到这里：{arguments.report}。", f"No report can be written to {arguments.report}.")
        )
    inner = deliveries_in(arguments.paths[0]) if len(arguments.paths) == 1 and not arguments.delivered else ()
    if len(inner) > 1 and (arguments.report or arguments.dry_run):
        raise WrongUsage(_ONE_AT_A_TIME)
    # a folder of demo deliveries is loaded delivery by delivery, as an office would have sent them
    for paths in [[folder] for folder in inner] or [arguments.paths]:
        if not _load_one(url, paths, arguments):
            return FAILED
    return DONE


def _load_one(url: str, paths: Sequence[Path], arguments: argparse.Namespace) -> bool:
    """Load one delivery and print what became of it; return whether it was handled as asked."""
    marking = marking_of(paths)
    delivered = arguments.delivered or (marking.delivered if marking else date.today())  # noqa: DTZ011 - a local day
    request = Request(
        paths,
        delivered,
        is_demo=marking is not None,
        strict=arguments.strict,
        dry_run=arguments.dry_run,
    )
    report = _carry_out(url, request)
    if arguments.report:
        arguments.report.write_bytes(orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2))
    asked = Asked(arguments.strict, arguments.dry_run, str(arguments.report) if arguments.report else None)
    print("\n".join(summary_lines(report, asked)))
    return report.handled and (report.clean or not arguments.strict)


def _carry_out(url: str, request: Request) -> LoadReport:
    if not request.dry_run:
        return load(url, request, progress=_progress(request.paths))
    with rehearsal_store(url) as stand_in:
        return load(stand_in, request, progress=_progress(request.paths))


def _withdraw(arguments: argparse.Namespace) -> int:
    done = withdraw(_database(arguments), arguments.delivery)
    named = done.delivery.named
    print(f"已撤回报送 {named.zh}，版次 {done.edition}：{done.ended} 行不再有效，{done.restored} 行恢复此前内容。")
    print(f"Withdrew delivery {named.en}, edition {done.edition}: {done.ended} rows ended, {done.restored} restored.")
    return DONE


def _status(arguments: argparse.Namespace) -> int:
    status = read_status(_database(arguments))
    if arguments.json:
        print(orjson.dumps(status.as_json(), option=orjson.OPT_INDENT_2).decode())
    else:
        print("\n".join(status_lines(status)))
    return DONE


def _trace(arguments: argparse.Namespace) -> int:
    url = _database(arguments)
    _require_paths([arguments.file])
    files = trace(url, arguments.file)
    if arguments.json:
        print(orjson.dumps(as_json(files), option=orjson.OPT_INDENT_2).decode())
    else:
        print("\n".join(trace_lines(files)))
    return DONE if files and all(file.proven for file in files) else FAILED


def _rejected(arguments: argparse.Namespace) -> int:
    url, file, number = _database(arguments), arguments.file, arguments.of
    if file is None and (number is None or arguments.output is None):
        raise WrongUsage(_NOTHING_NAMED)
    if file is not None and not file.exists():
        _require_paths([Path(str(file).partition("!")[0])])
    target: Path = arguments.output or _beside(file)
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise WrongUsage(Text(f"工作簿写不到这里：{target}。", f"No workbook can be written to {target}."))
    if file is None:
        written = rejected.from_store(url, number, target)
    else:
        written = rejected.from_original(url, file, target, file_no=number)
    print(f"已写出 {written.rows} 个退回行：{target}。")
    print(f"Wrote {written.rows} rejected rows to {target}.")
    return DONE


def _beside(file: Path) -> Path:
    """Return where the workbook of a file goes unless told; WrongUsage rather than overwrite one."""
    whole, _, member = str(file).partition("!")
    target = Path(whole).with_name(f"{Path(member or whole).stem}-退回.xlsx")
    if target.exists():
        raise WrongUsage(
            Text(
                f"已有这个文件：{target}。请用 -o 指定另一个名字。",
                f"There is already {target}. Name another file with -o.",
            )
        )
    return target


def _demo(arguments: argparse.Namespace) -> int:
    count = make_demo(arguments.directory, seed=arguments.seed, scale=arguments.scale)
    print(f"已生成演示数据 {count} 个文件：{arguments.directory}。")
    print(f"Wrote {count} files of demo data to {arguments.directory}.")
    return DONE


def _templates(arguments: argparse.Namespace) -> int:
    if arguments.directory.exists() and not arguments.directory.is_dir():
        raise WrongUsage(Text(f"不是文件夹：{arguments.directory}。", f"This is no folder: {arguments.directory}."))
    count = len(write_templates(arguments.directory))
    print(f"已生成 {count} 个填报模板：{arguments.directory}。")
    print(f"Wrote {count} templates to {arguments.directory}.")
    return DONE


def _areas(arguments: argparse.Namespace) -> int:
    url = _database(arguments)
    _require_paths([arguments.file])
    stored = store_areas(url, arguments.file, crs=arguments.crs)
    print(f"已存入 {stored.towns} 个乡镇、{stored.villages} 个村的图形，版次 {stored.edition}。")
    print(f"Stored polygons of {stored.towns} towns and {stored.villages} villages, edition {stored.edition}.")
    return DONE


def _complain(reason: Text) -> None:
    print(reason.zh, reason.en, sep="\n", file=sys.stderr)


def _database_trouble(error: DBAPIError, url: str) -> Text:
    """Return what a database's refusal means; the store is unchanged, for everything is one transaction."""
    if isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig):
        return _LOCKED
    return Text(
        f"数据库拒绝了操作，库未改动：{shown_url(url)}（{error.orig}）。",
        f"The database refused; nothing was changed: {shown_url(url)} ({error.orig}).",
    )


def _run(arguments: argparse.Namespace) -> int:
    """Run the command; say what stops it and return the exit status."""
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except (WrongUsage, FolderTaken) as wrong:
        _complain(wrong.reason)
        return WRONG_USAGE
    except LoadRefused as refused:
        _complain(refused.reason)
    except StoreUnusable as unfit:
        _complain(unusable(unfit.state, database_url(arguments.database)))
    except GeoError as error:
        _complain(Text(error.message.zh, error.message.en))
    except DBAPIError as error:
        _complain(_database_trouble(error, database_url(arguments.database)))
    except OSError as error:
        _complain(Text(f"读写文件失败：{error}。", f"A file could not be read or written: {error}."))
    except KeyboardInterrupt:
        _complain(_INTERRUPTED)
        return INTERRUPTED
    return FAILED


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status: 0 done, 1 nothing done, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # an old console must not stop a load because it cannot show a character
            stream.reconfigure(errors="replace")
    return _run(_parser().parse_args(words))


if __name__ == "__main__":
    sys.exit(main())
