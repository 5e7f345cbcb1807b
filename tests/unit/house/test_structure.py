"""Sizes, imports, docstrings, addresses: what keeps every file readable and the product within its own walls."""

import ast
import re
from pathlib import Path

from tests.unit.house.sources import ROOMS, ROOT, SCREENS, Source, calls, files, functions, held, own_files, sources

MOST_LINES, MOST_FUNCTION_LINES, MOST_CALLBACK_LINES = 400, 60, 12
NOT_IN_THE_PRODUCT = re.compile(r"https?://(?!127\.0\.0\.1|localhost|\{|www\.w3\.org/)[^\s\"'<>)]+")
ALLOWED_ADDRESSES = {"etl/demo/supervision.py: http://example.invalid"}
"""A formula in a cell, as a hostile file might hold it; the name can never be resolved."""
OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:root|home|work|tmp|mnt|Users)/\w|\b[A-Z]:\\\\?Users\b")
RAW_HTML = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerously|\beval\(|new Function")
AS_PERCENT = re.compile(r"\* 100\b|\b100 \*|PERCENT")
OF_PERCENTS = {
    "dashboard/metrics/formats.py": "the rule itself: only everybody is 100%, only nobody 0%",
    "dashboard/components/data_delivery.py": "a growth of rows between two deliveries, which is no share",
}
ALWAYS_THERE = ("assert", "raises", "warns", "fail", "held")
A_MATTER_OF_THE_SYSTEM = {
    "tests/integration/test_crash.py": "killing a process at any instant (kill -9) is a matter of Unix",
    "tests/integration/test_contract_corners.py": "some file systems take only text for a file's name",
}


def own_packages() -> set[str]:
    return set(ROOMS)


def test_no_file_is_too_long() -> None:
    paths = own_files(".py", ".js", ".css")
    held((str(p) for p in paths if len(p.read_text(encoding="utf-8").splitlines()) > MOST_LINES), paths, at_least=300)


def test_no_function_is_too_long() -> None:
    found = [(source, each) for source in sources(*ROOMS) for each in functions(source)]
    faults = (
        f"{source.at(each)} {each.name}"
        for source, each in found
        if (each.end_lineno or 0) - each.lineno >= MOST_FUNCTION_LINES
    )
    held(faults, found, at_least=2000)


def callbacks(source: Source) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        each
        for each in functions(source)
        for given in each.decorator_list
        if isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute) and given.func.attr == "callback"
    ]


def test_a_callback_reads_calls_and_returns() -> None:
    found = [(source, each) for source in sources(*SCREENS) for each in callbacks(source)]
    faults = (
        f"{source.at(each)} {each.name}"
        for source, each in found
        if (each.end_lineno or 0) - each.body[0].lineno >= MOST_CALLBACK_LINES
    )
    held(faults, found, at_least=5)


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    product = [source for source in sources(*ROOMS) if not source.path.startswith("tests/")]
    faults = []
    for source in product:
        inner = [node for each in functions(source) for node in ast.walk(each)]
        for node in inner:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [name.name for name in node.names] if isinstance(node, ast.Import) else []
            faults += [f"{source.at(node)} {name}" for name in names if name.partition(".")[0] in own_packages()]
    held(faults, product, at_least=200)


def test_every_package_and_module_says_what_it_is() -> None:
    product = [source for source in sources(*ROOMS) if not source.path.startswith("tests/")]
    packages = [path.parent for path in files(*(f"{room}/**/__init__.py" for room in ROOMS[:-1]))]
    missing = [source.path for source in product if not ast.get_docstring(source.tree)]
    bare = {Path(source.path).parent for source in product} - {path.relative_to(ROOT) for path in packages}
    bare -= {
        Path("data/migrations"),
        Path("data/migrations/versions"),
        Path("data/migrations/app_versions"),
    }  # loaded by Alembic by their path
    held([*missing, *map(str, bare)], [*product, *packages], at_least=200)


def test_graphs_are_made_in_one_place() -> None:
    made = [(source, node) for source in sources(*SCREENS) for name, node in calls(source) if name == "Graph"]
    held((source.at(node) for source, node in made if source.path != "dashboard/components/graph.py"), made)


def test_shares_are_written_in_one_place() -> None:
    written = [
        (source.path, source.at(node), ast.unparse(node))
        for source in sources(*SCREENS)
        for name, node in calls(source)
        if name == "format_number"
    ]
    percents = [f"{at} {call}" for path, at, call in written if AS_PERCENT.search(call) and path not in OF_PERCENTS]
    held(percents, written, at_least=100)


def test_the_product_names_no_outside_address() -> None:
    paths = [path for path in own_files(".py", ".js", ".css", ".html", ".svg") if ROOT / "tests" not in path.parents]
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {address}".rstrip("\\")
        for path in paths
        for address in NOT_IN_THE_PRODUCT.findall(path.read_text(encoding="utf-8"))
    }
    held(found - ALLOWED_ADDRESSES, paths, at_least=200)


def test_nothing_names_a_folder_of_a_machine() -> None:
    paths = own_files(".py", ".js", ".css", ".toml", ".md", ".svg", "Makefile", "Procfile", ".txt")
    faults = (
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in paths
        for hit in OF_A_MACHINE.finditer(path.read_text(encoding="utf-8"))
    )
    held(faults, paths, at_least=300)


def test_text_from_cells_never_becomes_markup() -> None:
    scripts = files("dashboard/assets/*.js")
    faults = [
        f"{path.name}: {hit.group()}"
        for path in scripts
        if path.name != "static_html.js"  # shows what static_html.py has written, every text escaped
        for hit in RAW_HTML.finditer(path.read_text(encoding="utf-8"))
    ]
    screens = sources(*SCREENS)
    for source in screens:
        for name, node in calls(source):
            if name in {"Markdown", "DangerouslySetInnerHTML", "Markup"}:
                faults.append(f"{source.at(node)} {name}")
            if name == "Html" and source.path != "dashboard/components/static_html.py":
                faults.append(f"{source.at(node)} Html made elsewhere")
            faults += [f"{source.at(node)} {k.arg}" for k in node.keywords if str(k.arg).startswith("dangerously")]
        faults += [f"{source.at(node)}" for node in ast.walk(source.tree) if _allows_html(node)]
    held(faults, [*scripts, *screens], at_least=100)


def _allows_html(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("dangerously")


def test_no_test_is_skipped() -> None:
    tests = [source for source in sources("tests") if Path(source.path).name.startswith("test_")]
    words = {"skip", "skipif", "xfail", "importorskip", "skipTest"}
    faults = [
        f"{source.at(node)} {node.attr}"
        for source in tests
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in words and source.path not in A_MATTER_OF_THE_SYSTEM
    ]
    held(faults, tests, at_least=100)


def test_every_test_can_fail() -> None:
    found = [
        (source, each)
        for source in sources("tests")
        for each in functions(source)
        if each.name.startswith("test_") and Path(source.path).name.startswith("test_")
    ]
    held((f"{source.at(each)} {each.name}" for source, each in found if not _judges(source, each)), found, at_least=800)


def _judges(source: Source, function: ast.AST) -> bool:
    """Whether the function asserts, or calls one of its file that does (named for what it requires)."""
    called = {name for name, _ in calls(Source(source.path, "", ast.Module([function], [])))}  # type: ignore[list-item]
    if any(isinstance(node, ast.Assert) for node in ast.walk(function)) or called & set(ALWAYS_THERE):
        return True
    asserting = ("require", "expect", "assert", "check", "is_")
    return any(name.startswith(asserting) for name in called)
