"""``make bench``: every figure the product promises of its speed and weight, measured in one run."""

import logging
import sys

from tests.bench import commands, drawer, loading, screens, transfer, transport

SUBJECTS = {
    "loading": loading.run,
    "commands": commands.run,
    "screens": screens.run,
    "drawer": drawer.run,
    "transfer": transfer.run,
    "transport": transport.run,
}

if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    for subject in sys.argv[1:] or SUBJECTS:
        print(f"-- {subject}", flush=True)
        SUBJECTS[subject]()
