"""Command line of the dashboard: ``metrics`` prints figures, ``serve`` runs the web application.

``metrics`` starts without the web libraries; ``serve`` hands over to ``dashboard.server`` in a process of its own.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from typing import get_args

import orjson

from dashboard.metrics.formats import with_unit
from dashboard.metrics.model import Dimension
from dashboard.metrics.registry import HEADLINES, METRICS, metrics_by
from dashboard.queries.figures import Value, figures_by, total_figures
from dashboard.queries.reading import Reading, UnknownEdition, open_reading
from data.engine import database_url
from data.migrate import StoreUnusable


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    metrics = commands.add_parser("metrics", help="print figures / 打印指标")
    metrics.add_argument("--database", help="address of the fact store (default: DATABASE_URL or data/county.db)")
    metrics.add_argument("--as-of", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    metrics.add_argument("--by", choices=get_args(Dimension))
    metrics.add_argument("--edition", type=int, metavar="N", help="read an earlier edition / 读取较早的版次")
    metrics.add_argument("--json", action="store_true")
    serve = commands.add_parser("serve", help="run the web application / 启动网页")
    serve.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    serve.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8050")))
    serve.add_argument("--database", help="address of the fact store (default: data/county.db if there, else demo)")
    serve.add_argument(
        "--prepare-demo", action="store_true", help="write and load the demo county if there is no store"
    )
    return parser


def _total(reading: Reading, as_of: date) -> dict[str, Value]:
    known = total_figures(reading, as_of)
    return {metric: known.get(metric) for metric in HEADLINES}


def _parts(reading: Reading, as_of: date, by: Dimension) -> dict[str, dict[str, Value]]:
    known = figures_by(reading, as_of, by)
    return {metric.id: dict(known.get(metric.id, {})) for metric in metrics_by(by)}


def _print_metrics(arguments: argparse.Namespace) -> int:
    try:
        reading = open_reading(database_url(arguments.database), edition=arguments.edition)
    except UnknownEdition as error:
        print(f"没有第 {arguments.edition} 版数据，最新是第 {error.newest} 版 / {error}", file=sys.stderr)
        return 1
    except StoreUnusable as error:
        print(f"无可用数据 / no usable store: {error}", file=sys.stderr)
        return 1
    as_of: date = arguments.as_of
    head = {"as_of": as_of.isoformat()} | ({"by": arguments.by} if arguments.by else {})
    figures = _parts(reading, as_of, arguments.by) if arguments.by else _total(reading, as_of)
    if arguments.json:
        sys.stdout.write(orjson.dumps({**head, "metrics": figures}, option=orjson.OPT_INDENT_2).decode() + "\n")
        return 0
    for metric, value in figures.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        for member, part in parts:
            print(f"{metric:36}{member:14}{with_unit(METRICS[metric], part, 'zh')}")
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "dashboard.server", "--host", arguments.host, "--port", str(arguments.port)]
    command += ["--database", arguments.database] if arguments.database else []
    command += ["--prepare-demo"] if arguments.prepare_demo else []
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    arguments = _parser().parse_args(words)
    return _serve(arguments) if arguments.command == "serve" else _print_metrics(arguments)


if __name__ == "__main__":
    sys.exit(main())
