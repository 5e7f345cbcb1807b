"""The demo county: an invented county's untidy registers in several deliveries, and the figures they must give."""

from pathlib import Path

from etl.demo.county import build_county
from etl.demo.delivery import parcels
from etl.demo.history import known
from etl.demo.records import DELIVERED, DELIVERIES
from etl.demo.scribe import TableCount
from etl.demo.truth import DemoTruth, write_truth

__all__ = ["DELIVERED", "DELIVERIES", "DemoTruth", "write_demo", "write_truth"]


def write_demo(directory: Path, *, seed: int = 2016, scale: int = 1) -> tuple[DemoTruth, ...]:
    """Write the deliveries into `directory` (made if missing), each into a folder named by its day (2016-03-31 …).

    Return what the store must give after each of them, the newest last. The same seed and scale give the same bytes.
    Raises ValueError for a scale below 1 or a folder that is not empty: strange files among the written ones would be
    loaded with them.
    """
    if scale < 1:
        raise ValueError(f"scale must be at least 1, not {scale}")
    directory.mkdir(parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise ValueError(f"folder is not empty: {directory}")
    whole = build_county(seed, scale=scale)
    stages = [known(whole, day, seed=seed) for day in DELIVERIES]
    tables: list[TableCount] = []
    quarantined: list[str] = []
    truths = []
    for day, before, after in zip(DELIVERIES, [None, *stages[:-1]], stages, strict=True):
        for parcel in parcels(before, after, day=day, seed=seed):
            target = directory / parcel.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(parcel.content)
            tables += parcel.counts
            if parcel.is_bad:
                quarantined.append(parcel.path)
        truths.append(DemoTruth(day, after, tuple(tables), tuple(quarantined)))
    return tuple(truths)
