"""Rules for hidden.py and visible.py, read as syntax trees.

What each guards against stands in the text of its problem; the evidence is in
the trials behind them (a NaN that won every point of a fail-if check, an empty
list that passed ``all()``). What can't be seen in the text, the liars find.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from grader.lab.draft import Draft, Source
from grader.lab.model import Problem

IMPORTS = frozenset(
    [
        "__future__",
        "collections",
        "datetime",
        "decimal",
        "dxlab.outcome",
        "fractions",
        "functools",
        "itertools",
        "json",
        "math",
        "numbers",
        "numpy",
        "operator",
        "pandas",
        "re",
        "statistics",
        "string",
        "typing",
        "unicodedata",
    ]
)
CALLS = frozenset(
    [
        "open",
        "print",
        "eval",
        "exec",
        "compile",
        "__import__",
        "globals",
        "locals",
        "vars",
        "input",
        "breakpoint",
        "setattr",
        "delattr",
    ]
)
_CHANGERS = frozenset(["append", "extend", "add", "update", "pop", "clear", "setdefault", "insert", "remove"])


def one_function_per_exercise(draft: Draft) -> Iterator[Problem]:
    """``def q3(did, *, ask)`` for each automatic exercise, in both files."""
    for source in draft.checks:
        if source.tree is None:
            continue
        functions, wanted = source.functions(), draft.auto()
        for name in wanted:
            if name not in functions:
                yield Problem(source.where, None, f"「{name}」の確認（def {name}(…, *, ask)）がありません。")
        for name, node in functions.items():
            if name.startswith("_"):
                continue
            if name not in wanted:
                yield Problem(
                    source.where,
                    node.lineno,
                    f"「{name}」という問題はありません。補助の関数なら _{name} にしてください。",
                )
            elif not _has_form(node):
                yield Problem(
                    source.where, node.lineno, f"def {name}(受講者の名前, *, ask) の形にしてください。"
                )


def _has_form(node: ast.FunctionDef) -> bool:
    a = node.args
    return (
        bool(a.args) and [k.arg for k in a.kwonlyargs] == ["ask"] and not (a.vararg or a.kwarg or a.defaults)
    )


def imports_are_allowed(draft: Draft) -> Iterator[Problem]:
    """An allow-list: what draws, opens, connects or starts processes is not on it."""
    for source, node in nodes_of(draft, ast.Import, ast.ImportFrom):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        for name in names:
            if name not in IMPORTS and name.partition(".")[0] not in IMPORTS:
                yield Problem(
                    source.where,
                    node.lineno,
                    f"確認では {name} を使えません。図は ask.axes_of、ファイルは ask.folder で調べます。",
                )


def calls_are_allowed(draft: Draft) -> Iterator[Problem]:
    """No files, no screen, no code from text."""
    for source, node in nodes_of(draft, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield Problem(source.where, node.lineno, f"確認では {node.func.id}() を使えません。")


def no_state(draft: Draft) -> Iterator[Problem]:
    """A check's verdict depends on its answer only, not on who came before."""
    for source, node in nodes_of(draft, ast.Global, ast.Nonlocal):
        yield Problem(source.where, node.lineno, "確認では global と nonlocal を使えません。")
    for source, node in nodes_of(draft, ast.FunctionDef):
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if isinstance(default, (ast.List, ast.Dict, ast.Set)):
                yield Problem(
                    source.where, default.lineno, "引数の初期値に、書きかえられる物（[] や {}）は使えません。"
                )
    for source in draft.checks:
        yield from _changed_globals(source)


def _changed_globals(source: Source) -> Iterator[Problem]:
    """``NAMES[k] = v`` and ``NAMES.append(v)`` on names of the module."""
    body = source.tree.body if source.tree else []
    names = {t.id for n in body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    for function in source.functions().values():
        own = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        for node in ast.walk(function):
            changed = _changed_name(node)
            if changed is not None and changed in names - own:
                yield Problem(
                    source.where,
                    getattr(node, "lineno", None),
                    f"関数の外の「{changed}」を書きかえています。",
                )


def _changed_name(node: ast.AST) -> str | None:
    target: ast.AST | None = None
    if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
        target = node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGERS:
        target = node.func.value
    return target.id if isinstance(target, ast.Name) else None


def nodes_of(draft: Draft, *kinds: type[ast.AST]) -> Iterator[tuple[Source, Any]]:
    for source in draft.checks:
        if source.tree is not None:
            yield from ((source, node) for node in ast.walk(source.tree) if isinstance(node, kinds))
