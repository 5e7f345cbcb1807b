"""Timing in one run: medians, ratios, and the line in which a result is printed."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(times: Sequence[float]) -> float:
    """Return the middle of several times."""
    return statistics.median(times)


def percentile95(times: Sequence[float]) -> float:
    """Return the time that 95 % of the calls did not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def say(what: str, figure: str, goal: str) -> None:
    """Print one result beside its goal."""
    print(f"{what:<66} {figure:>16}   goal {goal}", flush=True)


PEAK = """
import re, resource, sys
from pathlib import Path
status = Path("/proc/self/status")
if status.is_file():
    print(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1))
"""
"""Prints the peak memory of its process in KiB; on Linux ru_maxrss keeps what the parent held as well."""


def peak_megabytes(code: str) -> float:
    """Return the peak memory of a fresh interpreter running ``code``, in MB."""
    done = subprocess.run([sys.executable, "-c", f"{code}\n{PEAK}"], capture_output=True, text=True, check=True)
    return int(done.stdout.splitlines()[-1]) / 1024
