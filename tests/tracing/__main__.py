"""``make trace SEED=n``: ten figures of different subjects, taken at random, followed to their cells and compared.

By default over the demo county; ``DELIVERIES="folder=2016-06-30 folder=2016-10-31"`` names others.
"""

import argparse
import random
import sys
import tempfile
from datetime import date
from pathlib import Path

from dashboard.queries.reading import Reading, edition_note, open_reading
from etl.demo import write_demo
from etl.load import Request, load
from etl.making import load_demo
from tests.tracing.follow import Files, Followed, figures_at_random, follow

FIGURES = 10


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.tracing", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("deliveries", nargs="*", metavar="FOLDER=DAY")
    return parser


def _loaded(url: str, home: Path, given: list[str]) -> list[Path]:
    """Load the deliveries given, or the demo county, and return their folders."""
    if not given:
        write_demo(home / "demo")
        load_demo(url, home / "demo")
        return sorted(path for path in (home / "demo").iterdir() if path.is_dir())
    folders = []
    for each in given:
        folder, _, day = each.rpartition("=")
        load(url, Request([Path(folder)], date.fromisoformat(day)))
        folders.append(Path(folder))
    return folders


def _told(found: list[Followed]) -> bool:
    """Print what became of one figure; return whether every cell agreed."""
    first = found[0]
    print(f"{first.opened.written}\n    row {' '.join(first.key)} adds {first.value}")
    for each in found:
        print(
            f"    {'✓' if each.holds else '✕'} {each.place}: {each.kept!r}"
            + ("" if each.holds else f" ≠ {each.read!r}")
        )
    return all(each.holds for each in found)


def trace(reading: Reading, files: Files, seed: int) -> tuple[int, int, int]:
    """Follow ten figures; return how many there were, how many cells were read, how many figures agreed."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    day = edition_note(reading).delivered_on
    figures = cells = agreed = 0
    for opened in figures_at_random(chance, reading, day, FIGURES):
        found = follow(chance, reading, opened, files)
        figures, cells = figures + 1, cells + len(found)
        agreed += bool(found) and _told(found)
    return figures, cells, agreed


def main() -> int:
    """Run the check; exit status 1 where a cell differs or nothing was read."""
    arguments = _parser().parse_args()
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'county.db'}"
        roots = _loaded(url, Path(name), arguments.deliveries)
        figures, cells, agreed = trace(open_reading(url), Files(roots), arguments.seed)
    print(f"{agreed} of {figures} figures agree with their files, {cells} cells read again (seed {arguments.seed})")
    return 0 if figures == FIGURES and agreed == figures and cells else 1


if __name__ == "__main__":
    sys.exit(main())
