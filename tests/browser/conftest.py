"""A running application over the demo county, and a browser that remembers what went wrong on a page."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.serving import served
from tests.demo_store import demo_store
from tests.provision import installed_browser

SIZES = ("1920x1080", "1024x768", "390x844")
LANGUAGES = ("zh", "en")
FLAGS = (
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-gpu",
)  # fmt: skip
# Counts the answers and scripts a page waits for and notes when it last changed, so that a test goes on as it stands.
WATCHER = """(() => {
  const state = { pending: 0, changed: performance.now() };
  const still = (quiet) => !state.pending && performance.now() - state.changed > quiet;
  window.__standing = (quiet) => document.querySelector("main h1") && still(quiet);
  const fetched = window.fetch;
  window.fetch = function () {
    state.pending += 1;
    return fetched.apply(this, arguments).finally(() => { state.pending -= 1; state.changed = performance.now(); });
  };
  for (const name of ["pushState", "replaceState"]) {
    const moved = history[name];
    history[name] = function () { state.changed = performance.now(); return moved.apply(this, arguments); };
  }
  const over = () => { state.pending -= 1; state.changed = performance.now(); };
  const awaited = (node) => {
    if (node.nodeName !== "SCRIPT" || !node.src || document.readyState !== "complete") return;
    state.pending += 1;
    for (const end of ["load", "error"]) node.addEventListener(end, over, { once: true });
  };
  const noted = (changes) => {
    state.changed = performance.now();
    for (const change of changes) change.addedNodes.forEach(awaited);
  };
  new MutationObserver(noted)
    .observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
})();"""
QUIET_MILLISECONDS = 200
PHONE_WIDTH = 600
ALIKE = ":is(tr, li, g, article, details):nth-child(n + 7)"


@dataclass
class Visit:
    """A page being visited, and everything it complained of."""

    page: Page
    site: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Have every document of the page watched."""
        self.page.add_init_script(WATCHER)

    def settle(self) -> None:
        """Wait until the page has its content, nothing is being fetched and nothing moves any more."""
        self.page.wait_for_load_state("load")
        self.page.wait_for_function("quiet => window.__standing(quiet)", arg=QUIET_MILLISECONDS, timeout=20_000)

    def heading(self) -> str:
        """Return the page's finding."""
        return self.page.locator("main h1").inner_text()

    def scrolls_sideways(self) -> bool:
        """Return whether the document is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def axe_violations(self, *, whole: bool = False) -> list[str]:
        """Return what axe finds, one line a rule; unless ``whole``, of rows and marks alike the first are looked at."""
        context = None if whole else {"exclude": [[ALIKE]]}
        found = Axe().run(self.page, context).response["violations"]
        return [f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:160]}" for each in found]

    def watch(self) -> None:
        """Note errors of the console and the page, failed requests and requests to other hosts."""
        host = urlparse(self.site).hostname
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"error {error}"))
        self.page.on("requestfailed", lambda request: self.problems.append(f"failed {request.url}"))

        def outside(request: Request) -> None:
            if urlparse(request.url).hostname not in (host, None, ""):
                self.problems.append(f"outside {request.url}")

        self.page.on("request", outside)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console {message.text}")


PageAt = Callable[..., Visit]
Contexts = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an application serving the demo county."""
    url, _ = demo_store(tmp_path_factory)
    with served(url) as address:
        yield address


@pytest.fixture(scope="session")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contexts]:
    """Return a function that gives a headless Chromium with or without touch.

    Each has a profile of its own on the disk: only so does it keep the scripts it has compiled from page to page.
    """
    executable = os.environ.get("CHROMIUM") or str(installed_browser())
    made: dict[bool, BrowserContext] = {}
    with sync_playwright() as playwright:

        def context_of(*, touch: bool) -> BrowserContext:
            if touch not in made:
                profile = tmp_path_factory.mktemp("profile")
                made[touch] = playwright.chromium.launch_persistent_context(
                    profile, executable_path=executable, args=list(FLAGS), has_touch=touch, locale="zh-CN"
                )
            return made[touch]

        yield context_of
        for context in made.values():
            context.close()


@pytest.fixture
def page_at(site: str, contexts: Contexts) -> Iterator[PageAt]:
    """Return a function that opens a path at a size in a language and waits until it stands."""
    pages = []

    def open_page(path: str, *, size: str = SIZES[0], lang: str = "zh") -> Visit:
        width, height = map(int, size.split("x"))
        page = contexts(touch=width < PHONE_WIDTH).new_page()
        page.set_viewport_size({"width": width, "height": height})
        pages.append(page)
        visit = Visit(page, site)
        visit.watch()
        joint = "&" if "?" in path else "?"
        visit.page.goto(f"{site}{path}{joint}lang={lang}")
        visit.settle()
        return visit

    yield open_page
    for page in pages:
        # What a page keeps in the browser is not for the next test.
        page.evaluate("localStorage.clear()")
        page.close()
