"""Compression of what is served: scripts and styles once at a high level, answers each time at a low one.

A script's compressed form is kept by its content in a folder, so that it is made once and not once a start.
"""

import gzip
import hashlib
import re
import threading
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

import brotli
from dash import Dash
from flask import Flask, Response, request

Encoding = Literal["br", "gzip"]
SMALLEST = 800
BEST, QUICK, ANSWER = 9, 5, 4
"""Levels of compression. Above nine Brotli takes fifteen times as long, for a tenth less to send."""
LASTING = frozenset({"text/javascript", "application/javascript", "text/css", "image/svg+xml"})
PASSING = frozenset({"application/json", "text/html"})
YEAR, DAY = 31_536_000, 86_400
KEPT = 64
FINGERPRINT = re.compile(r"\.v[\w-]+m[0-9a-f]+\.")
PLOTLY = "/plotly.min.js"
LAZY = (PLOTLY, "async-graph.js")
"""Scripts the first page asks for by itself, beyond those its index names."""


class Store:
    """Compressed forms of files by their content: in memory, and in a folder if there is one."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}

    def best(self, content: bytes, encoding: Encoding) -> bytes | None:
        """Return the content at the high level if it has been made before; None if not."""
        name = _name(content, encoding)
        if name not in self._memory and self._folder is not None and (self._folder / name).is_file():
            self._keep(name, (self._folder / name).read_bytes())
        return self._memory.get(name)

    def make(self, content: bytes, encoding: Encoding) -> bytes:
        """Return the content at the high level, making and keeping it if needed (a second for a large script)."""
        found = self.best(content, encoding)
        if found is not None:
            return found
        made = compress(content, encoding, quality=BEST)
        name = _name(content, encoding)
        self._keep(name, made)
        if self._folder is not None:
            _write(self._folder / name, made)
        return made

    def _keep(self, name: str, made: bytes) -> None:
        if len(self._memory) < KEPT:
            self._memory[name] = made


def _name(content: bytes, encoding: Encoding) -> str:
    return f"{hashlib.sha256(content).hexdigest()}.{encoding}"


def _write(path: Path, content: bytes) -> None:
    """Write a file in one step, so that nobody reads half of it; a read-only disk is no reason to fail."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    except OSError:
        return


def compress(content: bytes, encoding: Encoding, *, quality: int) -> bytes:
    """Return the content compressed; gzip knows nine levels only."""
    if encoding == "br":
        return bytes(brotli.compress(content, quality=quality))
    return gzip.compress(content, min(quality, 9), mtime=0)


def accepted() -> Encoding | None:
    """Return the encoding the browser takes: Brotli, else gzip, else None."""
    encodings = request.accept_encodings
    if encodings["br"] > 0:
        return "br"
    return "gzip" if encodings["gzip"] > 0 else None


def install(server: Flask, folder: Path | None) -> Store:
    """Compress every answer of the server from now on; return the store of compressed scripts."""
    store = Store(folder)

    def after(response: Response) -> Response:
        if response.status_code == 200 and "Content-Encoding" not in response.headers:
            _compress(response, store)
        return response

    server.after_request(after)
    return store


def _compress(response: Response, store: Store) -> None:
    lasting = response.mimetype in LASTING
    if not lasting and response.mimetype not in PASSING:
        return
    response.direct_passthrough = False
    content, encoding = response.get_data(), accepted()
    response.vary.add("Accept-Encoding")
    if encoding is not None and len(content) >= SMALLEST:
        made = store.best(content, encoding) if lasting else None
        response.set_data(made or compress(content, encoding, quality=QUICK if lasting else ANSWER))
        response.headers["Content-Encoding"] = encoding
    if lasting:
        _let_keep(response, content)
        response.make_conditional(request)


def _let_keep(response: Response, content: bytes) -> None:
    """Say how long a browser may keep a script: for good where its address names its content, else it asks again."""
    response.set_etag(hashlib.sha256(content).hexdigest()[:20], weak=True)
    control = response.cache_control
    control.public, control.no_cache = True, None
    if _is_fingerprinted():
        control.max_age, control.immutable = YEAR, True
    elif request.path.endswith(PLOTLY):
        control.max_age = DAY
    else:
        control.no_cache = True


def _is_fingerprinted() -> bool:
    """Return whether the address changes with the content: Dash's ``.v…m…`` names, ``?m=…`` for our own files."""
    return "m" in request.args or FINGERPRINT.search(request.path) is not None


def warm(app: Dash, store: Store) -> int:
    """Compress at the high level what a first visit loads; return how many files that were."""
    client = app.server.test_client()
    plain = {"Accept-Encoding": "identity"}
    client.get("/", headers=plain, buffered=True)
    count = 0
    for path in _first_scripts(app):
        answer = client.get(path, headers=plain, buffered=True)
        if answer.status_code == 200:
            store.make(answer.get_data(), "br")
            count += 1
    return count


def _first_scripts(app: Dash) -> list[str]:
    prefix = "/_dash-component-suites/"
    suites = [
        f"{prefix}{package}/{path}"
        for package, paths in app.registered_paths.items()
        for path in sorted(paths)
        if path.endswith(".js") and ("async-" not in path or path.endswith(LAZY))
    ]
    own = [app.get_asset_url(path.name) for path in sorted(Path(app.config.assets_folder).glob("*.*"))]
    return suites + own


def warm_in_background(app: Dash) -> threading.Thread:
    """Start warming beside the first requests; return the thread."""
    thread = threading.Thread(target=warm, args=(app, app.server.extensions["compressed"]), daemon=True)
    thread.start()
    return thread
