"""The command line that prints figures, as whole processes."""

import subprocess
import sys
import tempfile
from pathlib import Path

from etl.demo import DELIVERED, write_demo
from etl.making import load_demo
from tests.bench.measure import median, say, seconds

RUNS = 5


def run() -> None:
    """Print how long one reading of all figures takes, and that it goes without the web libraries."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        url = f"sqlite:///{home / 'demo.db'}"
        write_demo(home / "deliveries")
        load_demo(url, home / "deliveries")
        words = ["metrics", "--database", url, "--as-of", DELIVERED.isoformat(), "--json"]
        for extra in ([], ["--by", "village"]):
            command = [sys.executable, "-m", "dashboard", *words, *extra]
            times = [seconds(lambda c=command: subprocess.run(c, check=True, capture_output=True)) for _ in range(RUNS)]
            say(f"python -m dashboard metrics {' '.join(extra)}", f"{median(times):.2f} s", "< 1 s")
        asked = f"import sys, dashboard.__main__ as m; m.main({words!r}); print('dash' in sys.modules, file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
        say("the web library is imported by it", done.stderr.strip(), "False")
