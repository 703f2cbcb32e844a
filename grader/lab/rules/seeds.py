"""The rule on seeds: inputs that everybody could know beforehand test nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.lab.draft import Draft
from grader.lab.model import Problem

_MESSAGE = "種に決まった数を使っています。ask.seeds(n) から取ってください。"


def seeds_are_drawn(draft: Draft) -> Iterator[Problem]:
    """Seeds of ``ask.make`` and of random generators come from ``ask.seeds``; visible.py makes none."""
    for source in draft.checks:
        for function in source.functions().values():
            known = _known_names(function)
            for node in ast.walk(function):
                if not isinstance(node, ast.Call):
                    continue
                if source.name == "visible.py" and _called(node) in {"ask.make", "ask.seeds"}:
                    yield Problem(
                        source.where, node.lineno, "visible.py では ask.make と ask.seeds を使えません。"
                    )
                elif _has_known_seed(node, known):
                    yield Problem(source.where, node.lineno, _MESSAGE)


def _has_known_seed(node: ast.Call, known: set[str]) -> bool:
    called = _called(node)
    if called == "ask.make":
        seed = node.args[1] if len(node.args) > 1 else _keyword(node, "seed")
        return seed is not None and _is_known(seed, known)
    if called.endswith((".default_rng", ".RandomState", ".seed", "random.Random")) and "random" in called:
        seed = node.args[0] if node.args else _keyword(node, "seed")
        return seed is not None and _is_known(seed, known)
    given = _keyword(node, "random_state")
    return given is not None and _is_known(given, known)


def _is_known(seed: ast.expr, known: set[str]) -> bool:
    """Built from constants and known names only."""
    names = {n.id for n in ast.walk(seed) if isinstance(n, ast.Name)}
    return names <= known and not any(isinstance(n, ast.Call) for n in ast.walk(seed))


def _known_names(function: ast.FunctionDef) -> set[str]:
    """Names that come from constants, ``range`` or lists of constants in this function."""
    known: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, (ast.For, ast.comprehension)) and _is_fixed(node.iter):
            known |= _names(node.target)
        elif isinstance(node, ast.Assign) and _is_fixed(node.value):
            known |= {name for target in node.targets for name in _names(target)}
    return known


def _is_fixed(node: ast.expr) -> bool:
    calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return all(_called(c) in {"range", "enumerate", "list", "zip"} for c in calls) and names <= {
        "range",
        "enumerate",
        "list",
        "zip",
    }


def _names(target: ast.expr) -> set[str]:
    return {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def _keyword(node: ast.Call, name: str) -> ast.expr | None:
    return next((k.value for k in node.keywords if k.arg == name), None)
