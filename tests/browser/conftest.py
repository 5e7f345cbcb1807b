"""A running application over the demo county, and a browser that remembers what went wrong on a page."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlparse

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, sync_playwright

from tests.browser.serving import served
from tests.demo_store import demo_store
from tests.provision import installed_browser

SIZES = ("1920x1080", "1024x768", "390x844")
DESK, PHONE = SIZES[:2], SIZES[2:]
LANGUAGES = ("zh", "en")
SEEN = ((DESK, "en"), (PHONE, "zh"))
"""In which windows and language a part of a page is seen; the pages themselves are seen in all of both."""
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
  window.addEventListener("resize", () => { state.changed = performance.now(); });
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
IN_COLOUR = {(SIZES[0], "en"), (SIZES[2], "zh")}
"""Where contrast, the longest look of all, is looked at in a page that is seen in every window and language."""
SCRIPT = Path(axe_playwright_python.__file__).with_name("axe.min.js")
OF_COLOURS = {"color-contrast": "[data-of-its-kind]", "link-in-text-block": "a[href][data-of-its-kind]"}
"""The rules that compare colours, and what they look at: one text of each kind."""
# Texts under the same elements, classes and backgrounds, in the same colour and size, differ in nothing a rule of
# colours measures: one of them is looked at. Only failures are told: saying where all else stands takes as long again.
LOOK = """async ({ inColour, ofColours }) => {
  const places = new Map(), kinds = new Set(), marked = [];
  const place = (node) => {
    if (node === document.documentElement) return "";
    if (!places.has(node)) {
      const style = getComputedStyle(node);
      const said = [node.localName, node.getAttribute("class"), style.backgroundColor, style.backgroundImage];
      places.set(node, `${place(node.parentElement)}>${said.join(" ")} ${style.opacity}`);
    }
    return places.get(node);
  };
  const kind = (node) => {
    const { color, fontSize, fontWeight } = getComputedStyle(node);
    return [place(node), color, fontSize, fontWeight].join(" ");
  };
  const written = (node) => [...node.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim());
  for (const node of inColour ? document.body.querySelectorAll("*") : []) {
    if (!written(node) || !node.checkVisibility() || kinds.has(kind(node))) continue;
    kinds.add(kind(node));
    node.setAttribute("data-of-its-kind", "");
    marked.push(node);
  }
  axe.configure({ rules: Object.entries(ofColours).map(([id, selector]) => ({ id, selector })) });
  const found = await axe.run(document, { resultTypes: ["violations"] });
  marked.forEach((node) => node.removeAttribute("data-of-its-kind"));
  return found.violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes[0].html.slice(0, 160)}`);
}"""


@dataclass
class Visit:
    """A page being visited, and everything it complained of."""

    page: Page
    site: str
    lang: str
    size: str
    problems: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the page has its content, nothing is being fetched and nothing moves any more."""
        self.page.wait_for_load_state("load")
        self.page.wait_for_function("quiet => window.__standing(quiet)", arg=QUIET_MILLISECONDS, timeout=20_000)

    def heading(self) -> str:
        """Return the page's finding."""
        return self.page.locator("main h1").inner_text()

    def shape(self, size: str) -> None:
        """Give the window a size."""
        width, height = map(int, size.split("x"))
        self.size = size
        self.page.set_viewport_size({"width": width, "height": height})

    def resize(self, size: str) -> None:
        """Give the window another size and wait until the page stands in it."""
        self.shape(size)
        self.settle()

    def scrolls_sideways(self) -> bool:
        """Return whether the document is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def axe_violations(self, *, in_colour: bool = True) -> list[str]:
        """Return what axe finds on the whole page, one line a rule."""
        if self.page.evaluate("typeof axe") == "undefined":
            self.page.evaluate(SCRIPT.read_text(encoding="utf-8"))
        return list(self.page.evaluate(LOOK, {"inColour": in_colour, "ofColours": OF_COLOURS}))

    def complaints(self, *sizes: str) -> list[str]:
        """Return all that is wrong with the page in windows of these sizes, one after another; by default as it is.

        A page seen in several windows is looked at in colour in some.
        """
        said = []
        for size in sizes or (self.size,):
            if size != self.size:
                self.resize(size)
            found = self.axe_violations(in_colour=not sizes or (size, self.lang) in IN_COLOUR)
            said += [f"{size} scrolls sideways"] * self.scrolls_sideways()
            said += [f"{size} {each}" for each in found]
        return [*said, *self.problems]

    def watch(self) -> None:
        """Note errors of the console and the page, failed requests and requests to other hosts."""
        for event, heard in self._listeners().items():
            self.page.on(event, heard)  # type: ignore[call-overload]

    def leave(self) -> None:
        """Leave the page as it was found: nothing kept, nothing listened for, nothing answered in its place."""
        for event, heard in self._listeners().items():
            self.page.remove_listener(event, heard)
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.emulate_media(reduced_motion="null")
        self.page.evaluate("localStorage.clear()")
        self.page.goto("about:blank")

    def _listeners(self) -> dict[str, Callable[..., None]]:
        return {
            "console": self._console,
            "pageerror": self._error,
            "requestfailed": self._failed,
            "request": self._request,
        }

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console {message.text}")

    def _error(self, error: Error) -> None:
        self.problems.append(f"error {error}")

    def _failed(self, request: Request) -> None:
        self.problems.append(f"failed {request.url}")

    def _request(self, request: Request) -> None:
        if urlparse(request.url).hostname not in (urlparse(self.site).hostname, None, ""):
            self.problems.append(f"outside {request.url}")


PageAt = Callable[..., Visit]
Pages = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an application serving the demo county."""
    url, _ = demo_store(tmp_path_factory)
    with served(url) as address:
        yield address


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Return a function that gives a page of a headless Chromium with or without touch, for ``visit_to`` to use again.

    Each browser has a profile of its own on the disk: only so does it keep the scripts it has compiled.
    """
    executable = os.environ.get("CHROMIUM") or str(installed_browser())
    made: dict[bool, BrowserContext] = {}
    with sync_playwright() as playwright:

        def page_of(*, touch: bool) -> Page:
            if touch not in made:
                profile = tmp_path_factory.mktemp("profile")
                made[touch] = playwright.chromium.launch_persistent_context(
                    profile, executable_path=executable, args=list(FLAGS), has_touch=touch, locale="zh-CN"
                )
                # Every document of every page is watched.
                made[touch].add_init_script(WATCHER)
            return made[touch].new_page()

        yield page_of
        for context in made.values():
            context.close()


@pytest.fixture(scope="session")
def at_rest() -> dict[bool, list[Page]]:
    """Return the pages nobody looks at, by touch: the next visit takes one, which has its scripts compiled already."""
    return {True: [], False: []}


@pytest.fixture
def visit_to(pages: Pages, at_rest: dict[bool, list[Page]]) -> Iterator[PageAt]:
    """Return a function that opens a path of a site at a size in a language and waits until it stands."""
    visits: list[tuple[bool, Visit]] = []

    def open_page(site: str, path: str, *, size: str = SIZES[0], lang: str = "zh") -> Visit:
        touch = int(size.partition("x")[0]) < PHONE_WIDTH
        visit = Visit(at_rest[touch].pop() if at_rest[touch] else pages(touch=touch), site, lang, size)
        visits.append((touch, visit))
        visit.shape(size)
        visit.watch()
        joint = "&" if "?" in path else "?"
        visit.page.goto(f"{site}{path}{joint}lang={lang}")
        visit.settle()
        return visit

    yield open_page
    for touch, visit in visits:
        visit.leave()
        at_rest[touch].append(visit.page)


@pytest.fixture
def page_at(site: str, visit_to: PageAt) -> PageAt:
    """Return a function that opens a path of the demo county's site at a size in a language."""
    return partial(visit_to, site)
