"""Command line of the boundary build: `python -m geo build` writes all files, `python -m geo areas` the areas only."""

import argparse
import sys

from geo.build import build, build_areas, total_size_bytes
from geo.errors import GeoError


def main(arguments: list[str] | None = None) -> int:
    """Run one step, print what was written; return 0, or 1 where the step could not run."""
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    parser.add_argument("step", choices=("build", "areas"))
    step = parser.parse_args(arguments).step
    try:
        written = build() if step == "build" else (build_areas(),)
    except GeoError as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(f"{path.name}\t{path.stat().st_size:,} B")
    print(f"合计 total\t{total_size_bytes():,} B")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
