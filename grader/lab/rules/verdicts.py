"""Rules on how a check comes to its verdict and what it tells.

Each stands for a way in which a careless check was beaten in a trial: a NaN won
every point of a fail-if check, a crash was turned into points by ``except``, a
join on repeated keys asked for gigabytes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.lab.draft import Draft
from grader.lab.model import Problem
from grader.lab.rules.checks import nodes_of

KINDS = frozenset(
    [
        "bool",
        "bytes",
        "complex",
        "date",
        "datetime",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "set",
        "str",
        "timedelta",
        "tuple",
        "time",
        "numbers.Real",
        "numbers.Integral",
        "numbers.Number",
        "datetime.date",
        "datetime.datetime",
        "datetime.timedelta",
        "datetime.time",
        "pd.DataFrame",
        "pd.Series",
        "pd.Index",
        "pd.Timestamp",
        "pd.Period",
        "pd.Timedelta",
        "np.ndarray",
        "np.integer",
        "np.floating",
        "np.bool_",
        "np.number",
    ]
)
_TRUTH = frozenset({"truth", "expected", "target", "reference", "right", "correct"})


def no_points_from_errors(draft: Draft) -> Iterator[Problem]:
    """An ``except`` that awards turns any crash into points."""
    for source, node in nodes_of(draft, ast.ExceptHandler):
        if node.type is None:
            yield Problem(source.where, node.lineno, "except には、エラーの種類を書いてください。")
        if not all(_refuses(step) for step in node.body):
            yield Problem(
                source.where,
                node.lineno,
                (
                    "except の中では failed(…) を返すだけにしてください。"
                    "エラーを確かめるには ask.raises を使います。"
                ),
            )


def _refuses(step: ast.stmt) -> bool:
    value = step.value if isinstance(step, ast.Return) else None
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "failed"


def isinstance_is_plain(draft: Draft) -> Iterator[Problem]:
    """A trainee's Axes or workbook arrives as a proxy: its class is never the library's."""
    for source, node in nodes_of(draft, ast.Call):
        if not (
            isinstance(node.func, ast.Name)
            and node.func.id in {"isinstance", "issubclass"}
            and len(node.args) == 2
        ):
            continue
        kinds = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
        for kind in kinds:
            if ast.unparse(kind) not in KINDS:
                yield Problem(
                    source.where,
                    node.lineno,
                    f"isinstance で {ast.unparse(kind)} は調べられません。ask.kinds_of を使ってください。",
                )


def closeness_is_positive(draft: Draft) -> Iterator[Problem]:
    """``if abs(x - t) > tol: fail`` lets NaN through."""
    for source, node in nodes_of(draft, ast.Compare):
        distant = any(isinstance(op, (ast.Gt, ast.GtE)) for op in node.ops)
        measured = [
            n
            for n in ast.walk(node)
            if isinstance(n, ast.Call) and ast.unparse(n.func) in {"abs", "np.abs", "math.fabs"}
        ]
        if distant and measured:
            yield Problem(
                source.where,
                node.lineno,
                (
                    "ちがいが大きいかどうかでは、NaN を見のがします。"
                    "not ask.close(値, 正解, 幅) を使ってください。"
                ),
            )


def merges_are_validated(draft: Draft) -> Iterator[Problem]:
    """A join on repeated keys can ask for gigabytes."""
    for source, node in nodes_of(draft, ast.Call):
        merges = isinstance(node.func, ast.Attribute) and node.func.attr == "merge"
        if merges and not any(k.arg == "validate" for k in node.keywords):
            yield Problem(
                source.where,
                node.lineno,
                'merge には validate="one_to_one" などを付け、先に行の数を確かめてください。',
            )


def messages_keep_the_truth(draft: Draft) -> Iterator[Problem]:
    """A message never shows the expected value."""
    for source, node in nodes_of(draft, ast.Call):
        if not (
            isinstance(node.func, ast.Name)
            and node.func.id in {"failed", "partial", "passed", "not_attempted"}
        ):
            continue
        for part in (p for arg in node.args for p in ast.walk(arg) if isinstance(p, ast.FormattedValue)):
            shown = {n.id for n in ast.walk(part.value) if isinstance(n, ast.Name)} & _TRUTH
            if shown:
                yield Problem(
                    source.where,
                    node.lineno,
                    f"メッセージに正解の値（{'、'.join(sorted(shown))}）が入っています。",
                )
