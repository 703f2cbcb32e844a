"""Which names a cell binds, changes and mentions: read off its syntax, nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager


def bound_names(source: str) -> dict[str, str]:
    """Names that a cell binds at its top level -> the module, for a plain import; "" for all others.

    ``df["x"] = 1`` and ``point.x = 1`` bind ``df`` and ``point`` anew, for what they hold changes.
    Magics are what IPython makes of them; a cell that is no Python binds nothing.
    """
    tree = _parse(source)
    found: dict[str, str] = {}
    for node in _walk_top(tree):
        found.update(_bound_by(node))
    return found


def touched_names(source: str) -> set[str]:
    """Names whose object a cell may change without binding them: ``rows.append(1)``, ``shuffle(rows)``."""
    touched: set[str] = set()
    for node in _walk_top(_parse(source)):
        if isinstance(node, ast.Call):
            values = [*node.args, *(k.value for k in node.keywords)]
            if isinstance(node.func, ast.Attribute):
                values.append(node.func.value)
            touched |= {name for value in values if (name := _base_name(value))}
    return touched


def mentioned_names(source: str) -> set[str]:
    """Every name that occurs in a cell."""
    return {node.id for node in ast.walk(_parse(source)) if isinstance(node, ast.Name)}


def deferred_names(source: str) -> set[str]:
    """Names that a cell mentions inside functions and classes, which later cells may call."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
    inside = [node for node in ast.walk(_parse(source)) if isinstance(node, kinds)]
    return {n.id for node in inside for n in ast.walk(node) if isinstance(n, ast.Name)}


def is_python(source: str) -> bool:
    """False for a cell that can't be read, so that nothing is known about its names."""
    try:
        ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True


@lru_cache(maxsize=256)
def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])


def _walk_top(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs when the cell runs: nothing inside functions, classes and comprehensions."""
    scopes: tuple[type[ast.AST], ...] = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    scopes += (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, scopes):
            yield from _walk_top(child)


def _bound_by(node: ast.AST) -> dict[str, str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name: ""}
    if isinstance(node, ast.Import):
        return {a.asname or a.name.partition(".")[0]: _module_of(a) for a in node.names}
    if isinstance(node, ast.ImportFrom):
        return {a.asname or a.name: "" for a in node.names if a.name != "*"}
    if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        return {name: ""} if (name := _base_name(node)) else {}
    if isinstance(node, (ast.MatchAs, ast.MatchStar, ast.ExceptHandler)) and node.name:
        return {node.name: ""}
    return {}


def _module_of(alias: ast.alias) -> str:
    return alias.name if alias.asname else alias.name.partition(".")[0]


def _base_name(node: ast.AST) -> str:
    """``df`` of ``df["x"].loc[0]``; "" when the base is no name."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
