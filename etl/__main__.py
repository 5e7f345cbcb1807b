"""Command line of the ETL: load, withdraw, status, demo, templates, areas (数据入库命令)."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import orjson
from tqdm import tqdm

from data.engine import database_url
from data.migrate import StoreUnusable
from etl.discover import ReceivedFile
from etl.load import Request, load
from etl.refusal import LoadRefused
from etl.report import LoadReport


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("load", help="load a delivery / 报送入库")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument("--database")
    command.add_argument("--delivered", type=date.fromisoformat, default=date.today(), metavar="YYYY-MM-DD")
    command.add_argument("--report", type=Path)
    command.add_argument("--strict", action="store_true", help="change nothing if anything is refused")
    command.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    return parser


def _progress(files: Iterable[ReceivedFile]) -> Iterable[ReceivedFile]:
    return tqdm(files, desc="读取 / reading", unit="file", disable=not sys.stderr.isatty(), leave=False)


def _load(arguments: argparse.Namespace) -> int:
    request = Request(arguments.paths, arguments.delivered, strict=arguments.strict, dry_run=arguments.dry_run)
    report = load(database_url(arguments.database), request, progress=_progress)
    if arguments.report:
        arguments.report.write_bytes(orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2))
    print(report.total("rows_read"), report.total("loaded"), report.total("rejected"))
    return 0 if report.handled else 1


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    arguments = _parser().parse_args(words)
    try:
        return _load(arguments)
    except LoadRefused as refused:
        print(refused.reason.zh, refused.reason.en, sep="\n", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
