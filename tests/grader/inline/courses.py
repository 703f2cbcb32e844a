"""nbgrader courses of different kinds, with honest submissions: complete, blank, half done."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import indent
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NAME = "ps1"
Cells = list[Any]


def plain(source: str) -> Any:
    """A cell that nbgrader does not know."""
    return new_code_cell(source)


def locked(name: str, source: str) -> Any:
    return _known(name, source, locked=True)


def answer(name: str, model: str, before: str = "", after: str = "") -> Any:
    """An answer cell; ``before`` (often a ``def`` line) and ``after`` stay when the model answer is taken out."""
    pad = "    " if before.endswith(":") else ""
    body = f"### BEGIN SOLUTION\n{model}\n### END SOLUTION"
    parts = [before, indent(body, pad), after]
    return _known(name, "\n".join(part for part in parts if part), solution=True)


def test(name: str, source: str, points: float = 2.0, hidden: str = "") -> Any:
    text = source + (f"\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS" if hidden else "")
    return _known(name, text, grade=True, locked=True, points=points)


def written(name: str, points: float = 5.0, kind: str = "markdown") -> Any:
    """An answer that a person marks."""
    return _known(
        name, "### BEGIN SOLUTION\nmodel\n### END SOLUTION", kind, grade=True, solution=True, points=points
    )


def task(name: str, points: float = 3.0) -> Any:
    return _known(name, "Describe it.", "markdown", task=True, points=points, locked=True)


def _known(name: str, source: str, kind: str = "code", **meta: Any) -> Any:
    full = {
        "grade": False,
        "grade_id": name,
        "locked": False,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    make = new_code_cell if kind == "code" else new_markdown_cell
    return make(source, metadata={"nbgrader": {**full, **meta}})


def notebook(cells: Iterable[Any]) -> Any:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=list(cells), metadata={"kernelspec": kernel})


def build_course(
    root: Path,
    notebooks: dict[str, Cells],
    files: dict[str, str] | None = None,
    config: str = "",
    steps: dict[str, str] | None = None,
) -> Path:
    """A course with one generated assignment; ``steps`` renames nbgrader's folders."""
    steps = steps or {}
    source = root / steps.get("source", "source") / NAME
    source.mkdir(parents=True)
    names = "".join(f"c.CourseDirectory.{step}_directory = {name!r}\n" for step, name in steps.items())
    (root / "nbgrader_config.py").write_text(
        f'c = get_config()\nc.CourseDirectory.course_id = "c1"\n{names}{config}'
    )
    for name, cells in notebooks.items():
        nbformat.write(notebook(cells), source / f"{name}.ipynb")
    for name, text in (files or {}).items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    generate(root)
    return root


def generate(root: Path, name: str = NAME) -> None:
    nbgrader(root, "generate_assignment", name, "--force")


def nbgrader(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [Path(sys.executable).with_name("nbgrader"), *arguments], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done


Change = Callable[[str, str], str | None]


def hand_in(
    root: Path,
    student: str,
    change: Change = lambda _name, text: text,
    *,
    without: Iterable[str] = (),
    files: dict[str, str] | None = None,
    steps: dict[str, str] | None = None,
    name: str = NAME,
) -> Path:
    """A submission: the release version with each answer changed by ``change(grade_id, stub)``."""
    steps = steps or {}
    folder = root / steps.get("submitted", "submitted") / student / name
    folder.mkdir(parents=True)
    for path in sorted((root / steps.get("release", "release") / name).glob("*.ipynb")):
        if path.stem in without:
            continue
        nb = nbformat.read(path, 4)
        for cell in nb.cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("solution"):
                text = change(meta["grade_id"], cell.source)
                cell.source = cell.source if text is None else text
        nbformat.write(nb, folder / path.name)
    for extra, text in (files or {}).items():
        (folder / extra).write_text(text)
    (folder / "timestamp.txt").write_text("2026-06-01 03:00:00.000000 UTC")
    return folder


def model_answers(root: Path, name: str = NAME, steps: dict[str, str] | None = None) -> dict[str, str]:
    """grade_id -> the model answer's text."""
    found = {}
    for path in (root / (steps or {}).get("source", "source") / name).glob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            meta = cell["metadata"].get("nbgrader", {})
            if meta.get("solution"):
                found[meta["grade_id"]] = "".join(cell["source"])
    return found


def hand_in_honestly(root: Path, steps: dict[str, str] | None = None, name: str = NAME) -> None:
    """complete, blank, half done, and one who wrote something wrong."""
    models = model_answers(root, name, steps)
    half = set(sorted(models)[: len(models) // 2])
    where: dict[str, Any] = {"steps": steps, "name": name}
    hand_in(root, "complete", lambda n, _: models[n], **where)
    hand_in(root, "blank", **where)
    hand_in(root, "half", lambda n, text: models[n] if n in half else text, **where)
    hand_in(root, "wrong", lambda n, text: text + "\nraise ValueError('stuck')", **where)


# --- the kinds -----------------------------------------------------------------------------------


def functions() -> dict[str, Cells]:
    """Functions, exceptions, callbacks, hidden tests, a written part, a task, partial credit."""
    return {
        "problem1": [
            plain("import math"),
            locked("setup", "VALUES = [3, 1, 2]"),
            answer("squares", "return [x * x for x in xs]", "def squares(xs):", ""),
            test(
                "test_squares",
                "assert squares([1, 2]) == [1, 4]\nassert squares(VALUES) == [9, 1, 4]",
                3,
                "assert squares([]) == []\nassert squares([-2]) == [4]",
            ),
            answer(
                "safe_root",
                "if x < 0:\n    raise ValueError('negative')\nreturn math.sqrt(x)",
                "def safe_root(x):",
            ),
            test(
                "test_root",
                "try:\n    safe_root(-1)\nexcept ValueError as error:\n    assert 'negative' in str(error)\n"
                "else:\n    raise AssertionError('no error')",
                2,
                "assert abs(safe_root(2) - 2 ** 0.5) < 1e-9",
            ),
            answer("twice", "return f(f(x))", "def twice(f, x):"),
            test("test_twice", "assert twice(lambda v: v + 3, 1) == 7", 2),
            answer("count", "def count(text):\n    return len(text.split())"),
            test("test_count", "right = sum(count('a ' * n) == n for n in range(4))\nright / 4 * 2", 2),
            answer("add_one", "rows.append(1)", "def add_one(rows):"),
            test("test_add_one", "mine = [0]\nadd_one(mine)\nassert mine == [0, 1]", 1),
            answer("doc", 'def doc():\n    """Says nothing."""'),
            test("test_doc", "assert doc.__doc__", 1),
            written("reason"),
            task("draw"),
        ]
    }


def tables() -> tuple[dict[str, Cells], dict[str, str]]:
    """A data file, frames, a figure, a value compared with a recalculated one."""
    data = "section,month,count\n" + "".join(f"s{n % 3},{n % 12 + 1},{n * 7 % 23}\n" for n in range(60))
    cells = [
        plain("import pandas as pd\nimport matplotlib.pyplot as plt"),
        locked("read", 'df = pd.read_csv("data.csv")'),
        answer("total", 'total = df.groupby("section")["count"].sum()'),
        test("test_total", 'assert total.equals(df.groupby("section")["count"].sum())', 3),
        answer("best", "best = str(total.idxmax())"),
        test(
            "test_best",
            'assert isinstance(best, str)\nassert best == df.groupby("section")["count"].sum().idxmax()',
            2,
        ),
        answer("clean", 'df["double"] = df["count"] * 2'),
        test("test_clean", 'assert (df["double"] == df["count"] * 2).all()', 2),
        answer("share", "import numpy as np\nshare = np.round(total / total.sum(), 3)"),
        test("test_share", "assert np.isclose(share.sum(), 1, atol=0.01)\nassert len(share) == 3", 2),
        answer(
            "figure", 'fig, ax = plt.subplots()\nax.bar(total.index, total.values)\nax.set_title("Counts")'
        ),
        test("test_figure", 'assert ax.get_title() == "Counts"\nassert len(ax.patches) == 3', 3),
        answer("quiet", "import warnings\nrate = 0.5"),
        test("test_quiet", "import warnings\nwarnings.warn('careful')\nassert rate == 0.5", 1),
        written("why", kind="code"),
    ]
    return {"analysis": cells}, {"data.csv": data}


def classes() -> dict[str, Cells]:
    """Classes, inheritance, what is printed, identity, history."""
    account = (
        "class Account:\n    def __init__(self, owner, balance=0):\n        self.owner = owner\n"
        "        self.balance = balance\n\n    def deposit(self, amount):\n        if amount <= 0:\n"
        "            raise ValueError('amount')\n        self.balance += amount\n        return self\n"
    )
    return {
        "objects": [
            plain("import io\nfrom contextlib import redirect_stdout"),
            answer("account", account),
            test(
                "test_account",
                "a = Account('x', 3)\na.deposit(4)\nassert a.balance == 7\nassert isinstance(a, Account)",
                3,
            ),
            answer(
                "savings",
                "class Savings(Account):\n    rate = 0.01\n    def interest(self):\n        return self.balance * self.rate",
            ),
            test(
                "test_savings",
                "s = Savings('y', 100)\nassert issubclass(Savings, Account)\nassert s.interest() == 1.0",
                2,
            ),
            answer("greet", "def greet(name):\n    print('Hello', name)"),
            test(
                "test_greet",
                "out = io.StringIO()\nwith redirect_stdout(out):\n    greet('Mika')\nassert out.getvalue() == 'Hello Mika\\n'",
                2,
            ),
            answer("alias", "first = []\nsecond = first"),
            test("test_alias", "assert first is second", 1),
            answer("rows", "rows = [1]\nrows.append(2)"),
            test("test_rows", "assert rows == [1, 2]", 1),
        ]
    }


def several() -> dict[str, Cells]:
    """Two notebooks; names of one mean nothing in the other."""
    first = [
        locked("helper", "def near(a, b):\n    return abs(a - b) < 1e-6"),
        answer("mean", "def mean(xs):\n    return sum(xs) / len(xs)"),
        test("test_mean", "assert near(mean([1, 2, 6]), 3)", 2),
    ]
    second = [
        answer("word", "word = 'dx'\nsizes = {w: len(w) for w in ('a', word)}"),
        test("test_word", "assert word.upper() == 'DX'\nassert sizes == {'a': 1, 'dx': 2}", 2),
        answer("grow", "items.append(word)", "items = ['first']"),
        test("test_grow", "assert items[-1] == 'dx'\nlen(items) / 2 * 1.5", 3),
        written("note"),
    ]
    return {"part-a": first, "part-b": second}
