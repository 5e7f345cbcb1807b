"""What the tests need beyond Python: a browser, and a font that can draw Chinese.

Run by `make test`: prints the path of a browser that starts, or nothing; everything else it has to say goes to stderr.
`CHROMIUM=path` names the browser to use, `BROWSER=none` asks for none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

# The first is the same engine without windows: a page stands in half the time.
COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "microsoft-edge",
)
PLACES = (
    "/usr/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
APT_BROWSERS = ("chromium-headless-shell", "chromium")
FONT_PACKAGE = "fonts-noto-cjk"


class BrowserUnavailable(Exception):
    """No browser that starts was found or could be installed."""


def say(text: str) -> None:
    """Tell the person at the terminal; stdout is kept for the path."""
    print(f"provision: {text}", file=sys.stderr, flush=True)


def candidates() -> Iterator[Path]:
    """Yield the places of a browser on this machine, the one asked for first; each exists, none is known to start."""
    asked = os.environ.get("CHROMIUM")
    if asked and not Path(asked).is_file():
        say(f"CHROMIUM={asked} is not a file")
    found = [asked, *map(shutil.which, COMMANDS), *PLACES, downloaded()]
    yield from (Path(place) for place in dict.fromkeys(found) if place and Path(place).is_file())


def downloaded() -> str:
    """Return where Playwright keeps its own Chromium, whether it is there or not."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(browser: Path) -> bool:
    """Start the browser once: a file by that name may be an empty wrapper (a snap stub) or lack a library."""
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).close()
        except PlaywrightError as error:
            say(f"{browser} does not start: {error.message.splitlines()[0]}")
            return False
    return True


def installed_browser() -> Path:
    """Return the first browser of this machine that starts.

    Raises:
        BrowserUnavailable: there is none.
    """
    for browser in candidates():
        if starts(browser):
            return browser
    raise BrowserUnavailable("no Chromium, Chrome or Edge that starts was found")


def run(command: Sequence[str]) -> bool:
    """Run a command with its output on stderr and return whether it succeeded; say so if it did not."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    succeeded = subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode == 0
    if not succeeded:
        say(f"failed: {' '.join(command)}")
    return succeeded


def may_use_apt() -> bool:
    """Return whether system packages can be installed without asking anybody."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(*packages: str) -> bool:
    """Install system packages with apt, announcing it first; return whether that succeeded."""
    say(f"installing system packages with apt-get: {', '.join(packages)}")
    return run(["apt-get", "update", "-qq"]) and run(["apt-get", "install", "-y", "-qq", *packages])


def download_browser() -> bool:
    """Let Playwright download its Chromium (with the system libraries it needs, where that is allowed)."""
    say("downloading Chromium with `python -m playwright install chromium`")
    libraries = ["--with-deps"] if may_use_apt() else []
    return run([sys.executable, "-m", "playwright", "install", *libraries, "chromium"])


def obtain_browser() -> Path:
    """Return a browser that starts, installing one if the machine has none.

    Raises:
        BrowserUnavailable: there is none and none could be installed.
    """
    try:
        return installed_browser()
    except BrowserUnavailable as error:
        say(str(error))
    for package in APT_BROWSERS if may_use_apt() else ():
        if install_packages(package, FONT_PACKAGE):
            try:
                return installed_browser()
            except BrowserUnavailable as error:
                say(str(error))
    download_browser()
    return installed_browser()


def draws_chinese() -> bool:
    """Return whether fontconfig knows a Chinese font; systems without fontconfig (Windows, macOS) bring one along."""
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return sys.platform != "linux"
    return bool(subprocess.run([fc_list, ":lang=zh"], capture_output=True, check=False).stdout.strip())


def ensure_chinese_font() -> None:
    """Install a Chinese font if there is none; where that cannot be done, say that Chinese will be drawn as boxes."""
    if draws_chinese() or (may_use_apt() and install_packages(FONT_PACKAGE)):
        return
    say(f"no Chinese font: Chinese will be drawn as boxes in the browser tests (install {FONT_PACKAGE})")


def main() -> int:
    """Print the path of a browser for the tests, or nothing; the status is 0 in both cases."""
    if os.environ.get("BROWSER") == "none":
        say("BROWSER=none: left out as asked")
        return 0
    try:
        browser = obtain_browser()
    except BrowserUnavailable as error:
        say(str(error))
        return 0
    ensure_chinese_font()
    say(f"browser: {browser}")
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
