"""The demo county: an invented county's untidy registers of all twenty kinds, and the figures they must give."""

from pathlib import Path

from etl.demo.county import build_county
from etl.demo.delivery import parcels
from etl.demo.records import DELIVERED
from etl.demo.scribe import TableCount
from etl.demo.truth import DemoTruth, write_truth

__all__ = ["DELIVERED", "DemoTruth", "write_demo", "write_truth"]


def write_demo(directory: Path, *, seed: int = 2016, scale: int = 1) -> DemoTruth:
    """Write the delivery into `directory` (made if missing) and return what a load of it must give.

    The same seed and scale give the same bytes. Raises ValueError for a scale below 1 or a folder that is not empty:
    strange files among the written ones would be loaded with them.
    """
    if scale < 1:
        raise ValueError(f"scale must be at least 1, not {scale}")
    directory.mkdir(parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise ValueError(f"folder is not empty: {directory}")
    county = build_county(seed, scale=scale)
    tables: list[TableCount] = []
    quarantined: list[str] = []
    for parcel in parcels(county, seed=seed):
        target = directory / parcel.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(parcel.content)
        tables += parcel.counts
        if parcel.is_bad:
            quarantined.append(f"{directory.resolve().name}/{parcel.path}")
    return DemoTruth(directory.resolve().name, county, tuple(tables), tuple(quarantined))
