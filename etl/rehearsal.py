"""A dry run's store (试运行): the real one where a rolled back load leaves no trace, else one that goes away again."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.engine import sqlite_path
from data.migrate import StoreState, state_of
from etl import privacy


@contextmanager
def rehearsal_store(url: str) -> Iterator[str]:
    """Yield the address of a store in which a load that is rolled back leaves the store at ``url`` as it is.

    A store that a load would first have to make, fill with a key or migrate is stood in for by a temporary one.
    """
    state = state_of(url)
    if state not in (StoreState.MISSING, StoreState.EMPTY, StoreState.OLDER):
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="dry-run-") as folder:
        stand_in = f"sqlite:///{(Path(folder) / 'county.db').as_posix()}"
        if state is StoreState.OLDER:
            _copy(url, stand_in)
        yield stand_in


def _copy(url: str, stand_in: str) -> None:
    """Copy a SQLite store and its key; another database is stood in for by an empty store."""
    source, target = sqlite_path(url), sqlite_path(stand_in)
    if source is None or target is None:
        return
    given = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(given, uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    if privacy.key_path(url).exists():
        shutil.copy(privacy.key_path(url), privacy.key_path(stand_in))
