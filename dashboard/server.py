"""Start the web server (启动网页): ``python -m dashboard.server``, reached from ``python -m dashboard serve``.

gunicorn where there is one, waitress on Windows. Real data are served to this computer only.
"""

import argparse
import importlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

from dashboard.queries.store_note import is_private
from dashboard.settings import CACHE_FOLDER, default_database
from data.engine import COUNTY_URL, DEMO_URL, sqlite_path
from data.migrate import StoreState, state_of

THREADS = 4
NOTHING_YET = (StoreState.MISSING, StoreState.EMPTY)


class CannotServe(RuntimeError):
    """The server cannot start; the message says why, in both languages."""


def _say(chinese: str, english: str) -> None:
    sys.stderr.write(f"{chinese}\n{english}\n")
    sys.stderr.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard.server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8050)
    parser.add_argument("--database")
    parser.add_argument("--prepare-demo", action="store_true")
    parser.add_argument("--workers", type=int, default=int(os.environ.get("WEB_CONCURRENCY", "2")))
    return parser


def chosen_database(given: str | None, *, prepare_demo: bool) -> str:
    """Return the store to serve; writes and loads the demo county first if asked to and there is no other store."""
    if given or os.environ.get("DATABASE_URL"):
        return given or default_database()
    if prepare_demo and state_of(COUNTY_URL) in NOTHING_YET and state_of(DEMO_URL) in NOTHING_YET:
        prepare_demo_store()
    return default_database()


def prepare_demo_store() -> None:
    """Write the demo county's registers and load them into ``data/demo.db``. Raises CannotServe if a step fails."""
    _say(
        "第一次启动：正在生成演示县台账并入库，约需一分钟……",
        "First start: writing the demo county's registers and loading them, about a minute …",
    )
    with tempfile.TemporaryDirectory(prefix="demo-county-") as folder:
        _step("demo", folder)
        _step("load", folder, "--database", DEMO_URL)
    _say("演示数据已就绪：data/demo.db", "The demo county is ready: data/demo.db")


def _step(*words: str) -> None:
    # A process of its own: the screens never import the loader.
    done = subprocess.run([sys.executable, "-m", "etl", *words], check=False)
    if done.returncode:
        failed = f"python -m etl {' '.join(words)}"
        raise CannotServe(f"演示数据没有生成（{failed}）。\nThe demo county could not be made ({failed}).")


def compress_scripts(database: str) -> None:
    """Compress the scripts of a first visit, once in the life of an installation; without a cache it is done later."""
    if CACHE_FOLDER.is_dir():
        return
    _say("正在压缩网页脚本（仅一次，约几秒）……", "Compressing the page's scripts, once, some seconds …")
    subprocess.run([sys.executable, "-m", "dashboard.warm"], env={**os.environ, "DATABASE_URL": database}, check=False)


def check_host(host: str, database: str) -> None:
    """Raise CannotServe where real data would be served to other computers."""
    if not _is_loopback(host) and is_private(database):
        raise CannotServe(
            f"库里是实际数据：账户和权限尚未启用，只能在本机（127.0.0.1）打开，不能用 --host {host}。\n"
            f"The store holds real data and there are no accounts yet: it is served on 127.0.0.1 only, not on {host}."
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_port(host: str, port: int) -> None:
    """Raise CannotServe if the port cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(
                f"端口 {port} 不能用（{error.strerror}）：可能已被别的程序占用，换一个，如 --port {port + 1}。\n"
                f"Port {port} cannot be used ({error.strerror}): another program may hold it; try --port {port + 1}."
            ) from error


def gunicorn_command(host: str, port: int, *, workers: int) -> list[str]:
    """Return the command that serves on POSIX systems."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = ["--no-control-socket", "--bind", bind, "--workers", str(workers), "--threads", str(THREADS)]
    options += ["--timeout", "120", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", *options, "dashboard.wsgi:server"]


def run(host: str, port: int, *, database: str, workers: int) -> None:
    """Serve until stopped; on POSIX this process becomes the server."""
    os.environ["DATABASE_URL"] = database
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104 - compared only
    sys.stdout.write(f"打开 / open http://{shown}:{port}\n")
    sys.stdout.flush()
    if os.name == "posix":
        command = gunicorn_command(host, port, workers=workers)
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell wanted
    # Only Windows has waitress installed, and the application reads its store's address when it is imported.
    waitress, wsgi = importlib.import_module("waitress"), importlib.import_module("dashboard.wsgi")
    waitress.serve(wsgi.server, host=host, port=port, threads=THREADS * 2)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    arguments = _parser().parse_args(words)
    try:
        check_port(arguments.host, arguments.port)
        database = chosen_database(arguments.database, prepare_demo=arguments.prepare_demo)
        check_host(arguments.host, database)
        compress_scripts(database)
    except CannotServe as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    path = sqlite_path(database)
    if path is not None:
        _say(f"数据库：{Path(path).name}", f"Database: {Path(path).name}")
    run(arguments.host, arguments.port, database=database, workers=arguments.workers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
