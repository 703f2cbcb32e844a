"""Courses of different kinds, generated once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from grader.bench.inline_course import (
    NAME,
    Cells,
    answer,
    asserts,
    build_course,
    locked,
    plain,
    task,
    written,
)
from grader.inline.grading import Options, course_limits, grade_assignment
from grader.inline.records import Line
from grader.stock.course import read_course

Build = Callable[[str], Path]
Kind = tuple[dict[str, Cells], dict[str, str]]  # notebooks, files beside them


def functions() -> Kind:
    """Functions, exceptions, callbacks, hidden tests, a written part, a task, partial credit."""
    cells = {
        "problem1": [
            plain("import math"),
            locked("setup", "VALUES = [3, 1, 2]"),
            answer("squares", "return [x * x for x in xs]", "def squares(xs):", ""),
            asserts(
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
            asserts(
                "test_root",
                "try:\n    safe_root(-1)\nexcept ValueError as error:\n    assert 'negative' in str(error)\n"
                "else:\n    raise AssertionError('no error')",
                2,
                "assert abs(safe_root(2) - 2 ** 0.5) < 1e-9",
            ),
            answer("twice", "return f(f(x))", "def twice(f, x):"),
            asserts("test_twice", "assert twice(lambda v: v + 3, 1) == 7", 2),
            answer("count", "def count(text):\n    return len(text.split())"),
            asserts("test_count", "right = sum(count('a ' * n) == n for n in range(4))\nright / 4 * 2", 2),
            answer("add_one", "rows.append(1)", "def add_one(rows):"),
            asserts("test_add_one", "mine = [0]\nadd_one(mine)\nassert mine == [0, 1]", 1),
            answer("doc", 'def doc():\n    """Says nothing."""'),
            asserts("test_doc", "assert doc.__doc__", 1),
            written("reason"),
            task("draw"),
        ]
    }
    return cells, {}


def tables() -> Kind:
    """A data file, frames, a figure, a value compared with a recalculated one."""
    data = "section,month,count\n" + "".join(f"s{n % 3},{n % 12 + 1},{n * 7 % 23}\n" for n in range(60))
    cells = [
        plain("import pandas as pd\nimport matplotlib.pyplot as plt"),
        locked("read", 'df = pd.read_csv("data.csv")'),
        answer("total", 'total = df.groupby("section")["count"].sum()'),
        asserts("test_total", 'assert total.equals(df.groupby("section")["count"].sum())', 3),
        answer("best", "best = str(total.idxmax())"),
        asserts(
            "test_best",
            'assert isinstance(best, str)\nassert best == df.groupby("section")["count"].sum().idxmax()',
            2,
        ),
        answer("clean", 'df["double"] = df["count"] * 2'),
        asserts("test_clean", 'assert (df["double"] == df["count"] * 2).all()', 2),
        answer("share", "import numpy as np\nshare = np.round(total / total.sum(), 3)"),
        asserts("test_share", "assert np.isclose(share.sum(), 1, atol=0.01)\nassert len(share) == 3", 2),
        answer(
            "figure", 'fig, ax = plt.subplots()\nax.bar(total.index, total.values)\nax.set_title("Counts")'
        ),
        asserts("test_figure", 'assert ax.get_title() == "Counts"\nassert len(ax.patches) == 3', 3),
        answer("quiet", "import warnings\nrate = 0.5"),
        asserts("test_quiet", "import warnings\nwarnings.warn('careful')\nassert rate == 0.5", 1),
        written("why", kind="code"),
    ]
    return {"analysis": cells}, {"data.csv": data}


def classes() -> Kind:
    """Classes, inheritance, what is printed, identity, history."""
    account = (
        "class Account:\n    def __init__(self, owner, balance=0):\n        self.owner = owner\n"
        "        self.balance = balance\n\n    def deposit(self, amount):\n        if amount <= 0:\n"
        "            raise ValueError('amount')\n        self.balance += amount\n        return self\n"
    )
    cells = {
        "objects": [
            plain("import io\nfrom contextlib import redirect_stdout"),
            answer("account", account),
            asserts(
                "test_account",
                "a = Account('x', 3)\na.deposit(4)\nassert a.balance == 7\nassert isinstance(a, Account)",
                3,
            ),
            answer(
                "savings",
                "class Savings(Account):\n    rate = 0.01\n    def interest(self):\n        return self.balance * self.rate",
            ),
            asserts(
                "test_savings",
                "s = Savings('y', 100)\nassert issubclass(Savings, Account)\nassert s.interest() == 1.0",
                2,
            ),
            answer("greet", "def greet(name):\n    print('Hello', name)"),
            asserts(
                "test_greet",
                "out = io.StringIO()\nwith redirect_stdout(out):\n    greet('Mika')\nassert out.getvalue() == 'Hello Mika\\n'",
                2,
            ),
            answer("alias", "first = []\nsecond = first"),
            asserts("test_alias", "assert first is second", 1),
            answer("rows", "rows = [1]\nrows.append(2)"),
            asserts("test_rows", "assert rows == [1, 2]", 1),
        ]
    }
    return cells, {}


def several() -> Kind:
    """Two notebooks; names of one mean nothing in the other."""
    first = [
        locked("helper", "def near(a, b):\n    return abs(a - b) < 1e-6"),
        answer("mean", "def mean(xs):\n    return sum(xs) / len(xs)"),
        asserts("test_mean", "assert near(mean([1, 2, 6]), 3)", 2),
    ]
    second = [
        answer("word", "word = 'dx'\nsizes = {w: len(w) for w in ('a', word)}"),
        asserts("test_word", "assert word.upper() == 'DX'\nassert sizes == {'a': 1, 'dx': 2}", 2),
        answer("grow", "items.append(word)", "items = ['first']"),
        asserts("test_grow", "assert items[-1] == 'dx'\nlen(items) / 2 * 3", 3),
        written("note"),
    ]
    return {"part-a": first, "part-b": second}, {}


class Here(Executor):
    """Runs each job at once, in this process, whose warm processes all tests share."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@pytest.fixture
def grade() -> Callable[..., dict[str, Line]]:
    """grade(root, force=True, …) grades the course and gives student -> line."""

    def run(root: Path, **options: Any) -> dict[str, Line]:
        course = read_course(root)
        limits = options.pop("limits", course_limits(course))
        chosen = Options(limits=limits, **options)
        _, lines = grade_assignment(course, NAME, chosen, make_executor=lambda _workers: Here())
        return {line.student: line for line in lines}

    return run


KINDS = {"functions": functions, "tables": tables, "classes": classes, "several": several}


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """generated("functions") is a course of that kind; nobody has handed in anything. Not to be changed."""
    made: dict[str, Path] = {}

    def build(kind: str) -> Path:
        if kind not in made:
            notebooks, files = KINDS[kind]()
            made[kind] = build_course(tmp_path_factory.mktemp(kind) / "course", notebooks, files)
        return made[kind]

    return build


@pytest.fixture
def course_of(generated: Build, tmp_path: Path) -> Build:
    """As ``generated``, a copy of its own."""

    def copy(kind: str) -> Path:
        shutil.copytree(generated(kind), tmp_path / "course")
        return tmp_path / "course"

    return copy
