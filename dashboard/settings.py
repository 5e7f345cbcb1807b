"""What an application is made with: the one value the composition root takes."""

import os
from dataclasses import dataclass
from pathlib import Path

from data.engine import COUNTY_URL, DATA_FOLDER, DEMO_URL, database_url, sqlite_path

CACHE_FOLDER = DATA_FOLDER / "cache"


@dataclass(frozen=True, slots=True)
class Settings:
    """``database``: address of the fact store; ``cache_folder``: where compressed scripts are kept, None: nowhere.

    ``draw_ahead``: whether pages are drawn before anybody asks for them.
    """

    database: str
    cache_folder: Path | None = CACHE_FOLDER
    draw_ahead: bool = True

    @classmethod
    def from_environment(cls) -> "Settings":
        """Return the settings of a process: ``DATABASE_URL``, else the county's store, else the demo county's.

        ``DRAW_AHEAD=0`` leaves the drawing of pages to those who ask for them.
        """
        return cls(default_database(), draw_ahead=os.environ.get("DRAW_AHEAD") != "0")


def default_database() -> str:
    """Return the store to open: the one asked for, else ``data/county.db``, else ``data/demo.db`` if it alone is."""
    if os.environ.get("DATABASE_URL") or not _exists(DEMO_URL) or _exists(COUNTY_URL):
        return database_url()
    return DEMO_URL


def _exists(url: str) -> bool:
    path = sqlite_path(url)
    return path is not None and path.exists()
