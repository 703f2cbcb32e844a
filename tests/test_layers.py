"""The house's walls: who may import whom, and who may touch what.

The tables are the rule; docs/architecture.md says it in prose. A new room gets a line here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# words <- pure and edges <- story <- door. The longest matching name counts, on both sides.
WORDS = {"dxlab", "grader.errors", "grader.settings", "grader.engine.model"}
ENGINE = WORDS | {"grader.data", "grader.engine"}
LAB = ENGINE | {"grader.stock", "grader.lab"}
COHORT = LAB | {"grader.report.feedback", "grader.cohort"}
STORIES = COHORT | {"grader.report"}

MAY_IMPORT: dict[str, set[str]] = {
    "dxlab": {"dxlab"},
    "grader": set(),
    "grader.errors": set(),
    "grader.settings": {"grader.errors"},
    "grader.engine.model": {"dxlab"},
    "grader.data": WORDS | {"grader.data"},
    "grader.stock": WORDS | {"grader.stock"},
    "grader.engine": ENGINE,
    "grader.inline": ENGINE | {"grader.stock", "grader.inline"},
    "grader.lab": LAB,
    "grader.report.feedback": ENGINE | {"grader.report.feedback"},
    "grader.cohort": COHORT,
    "grader.report": STORIES,
    "grader.level": STORIES | {"grader.level"},
    "grader.selfstudy": STORIES | {"grader.selfstudy"},
    "grader.demo": STORIES | {"grader.demo"},
    "grader.bench": STORIES | {"grader.demo", "grader.inline", "grader.bench"},
    "grader.cli": STORIES
    | {"grader.level", "grader.selfstudy", "grader.demo", "grader.inline", "grader.bench", "grader.cli"},
}

# What only some rooms may import at all.
RESERVED: dict[str, set[str]] = {
    "nbgrader": {"grader.stock"},
    "subprocess": {
        "grader.engine",
        "grader.bench",
        "grader.stock.helper",
        "grader.stock.loaded",
        "grader.stock.plain",
    },
    "multiprocessing": {"grader.engine", "grader.lab.watchdog"},
    "concurrent.futures": {"grader.engine"},
    "click": {"grader.cli"},
    "distributed": {"grader.engine.cluster"},
    "sqlalchemy": {"grader.stock"},
}

# A self-learner's machine may be no POSIX system; only the sandboxed child may assume one.
POSIX_ONLY = {"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"}

# Calls that only some rooms may make: speaking, leaving, starting a process.
RESERVED_CALLS: dict[str, set[str]] = {
    "print": {"grader.cli"},
    "click.echo": {"grader.cli"},
    "sys.exit": {"grader.cli", "dxlab.runner"},
    "os.chdir": {"dxlab.runner", "grader.bench.speed.bare"},
    "os.fork": {"grader.engine", "grader.bench", "dxlab.runner"},
    "os.execve": {"grader.selfstudy.server"},
    "os.system": set(),
    "os.popen": set(),
}


def all_modules() -> dict[str, Path]:
    found = {}
    for path in sorted([*(ROOT / "dxlab").rglob("*.py"), *(ROOT / "grader").rglob("*.py")]):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = all_modules()


def is_within(module: str, room: str) -> bool:
    """``grader.report.feedback_page`` belongs to ``grader.report.feedback``, as its helpers do."""
    return module == room or module.startswith((f"{room}.", f"{room}_"))


def room_of(module: str) -> str:
    return max((room for room in MAY_IMPORT if is_within(module, room)), key=len)


def imports_of(module: str, *, at_import_only: bool = False) -> Iterator[tuple[int, str]]:
    """Yield (line, imported module); ``from a import b`` yields ``a.b`` where that is a module."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    for node in run_at_import(tree) if at_import_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: write the whole name, no relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                yield node.lineno, name if name in MODULES else str(node.module)


def run_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield node
            yield from run_at_import(node)


def test_the_table_names_only_rooms_that_exist():
    for room in MAY_IMPORT:
        assert any(is_within(module, room) for module in MODULES), f"{room} is gone: drop its line"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module):
    allowed = MAY_IMPORT[room_of(module)]
    wrong = [
        f"{module}:{line} imports {target}"
        for line, target in imports_of(module)
        if target.split(".")[0] in {"dxlab", "grader"} and room_of(target) not in reach(allowed)
    ]
    assert wrong == []


def reach(allowed: set[str]) -> set[str]:
    """The rooms behind the allowed names: allowing ``grader.report`` allows its feedback too."""
    return {room for room in MAY_IMPORT for name in allowed if is_within(room, name)}


def test_no_modules_import_each_other_in_a_circle():
    graph = {m: {t for _, t in imports_of(m, at_import_only=True) if t in MODULES} for m in MODULES}
    while leaves := [m for m, targets in graph.items() if not targets - {m}]:
        graph = {m: targets - set(leaves) for m, targets in graph.items() if m not in leaves}
    assert graph == {}


@pytest.mark.parametrize("library", RESERVED)
def test_reserved_libraries_stay_in_their_rooms(library):
    wrong = [
        f"{module}:{line}"
        for module in MODULES
        for line, target in imports_of(module)
        if is_within(target, library) and not any(is_within(module, room) for room in RESERVED[library])
    ]
    assert wrong == []


def test_the_trainees_side_runs_where_there_is_no_posix():
    wrong = [
        f"{module}:{line} imports {target}"
        for module in MODULES
        if module.split(".")[0] == "dxlab" and not is_within(module, "dxlab.runner")
        for line, target in imports_of(module, at_import_only=True)
        if target in POSIX_ONLY
    ]
    assert wrong == []


def calls_of(module: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


@pytest.mark.parametrize("call", RESERVED_CALLS)
def test_reserved_calls_stay_in_their_rooms(call):
    wrong = [
        f"{module}:{line}"
        for module in MODULES
        if not any(is_within(module, room) for room in RESERVED_CALLS[call])
        for line, name in calls_of(module)
        if name == call
    ]
    assert wrong == []


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    start = (
        function.body[1].lineno if ast.get_docstring(function) and len(function.body) > 1 else function.lineno
    )
    return (function.end_lineno or 0) - start + 1


def test_functions_stay_short():
    long = [
        f"{module}:{node.lineno} {node.name} has {length_of(node)} lines"
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and length_of(node) > 40
    ]
    assert long == []
