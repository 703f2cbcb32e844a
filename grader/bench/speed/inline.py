"""``dxlab bench inline``: a course with tests in its cells, through stock nbgrader and through ours."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.bench.inline_course import (
    NAME,
    Cells,
    answer,
    asserts,
    build_course,
    hand_in,
    locked,
    model_answers,
    plain,
)
from grader.inline.grading import Options, grade_assignment
from grader.stock.course import read_course
from grader.stock.plain import autograde_plainly

Say = Callable[[str], None]


def bench_inline(root: Path, people: int, say: Say) -> dict[str, Any]:
    """The same complete submissions both ways, one after the other in one run.

    Returns
    -------
    dict with ``people``, ``seconds`` a submission (start-up taken off) for ``stock``, ``dxlab-1``
    and ``dxlab-2``, and ``ratios``.
    """
    say("提出物を用意しています")
    course = build_course(root / "course", {"analysis": table_cells()}, {"data.csv": table_data()})
    models = model_answers(course)
    students = [f"s{number:04}" for number in range(people)]
    for student in students:
        hand_in(course, student, lambda name, _: models[name])
    seconds = {}
    for workers in (1, 2):
        say(f"dxlab（同時に{workers}）")
        seconds[f"dxlab-{workers}"] = _time_ours(course, students, workers)
    say("nbgrader autograde")
    seconds["stock"] = _time_stock(course, root, students)
    ratios = {f"stock/dxlab-{w}": seconds["stock"] / seconds[f"dxlab-{w}"] for w in (1, 2)}
    return {"people": people, "seconds": seconds, "ratios": ratios}


def _time_ours(course: Path, students: list[str], workers: int) -> float:
    options = Options(workers=workers, force=True)
    few = students[:workers]
    _grade(course, options)  # the plan is made once for an assignment
    alone = _grade(course, replace(options, students=tuple(few)))
    return (_grade(course, options) - alone) / (len(students) - len(few))


def _grade(course: Path, options: Options) -> float:
    start = time.monotonic()
    _, lines = grade_assignment(read_course(course), NAME, options)
    seconds = time.monotonic() - start
    if short := [line for line in lines if line.score != line.max or line.state != "graded"]:
        raise AssertionError(f"a model answer did not get full marks: {short[0]}")
    return seconds


def _time_stock(course: Path, root: Path, students: list[str]) -> float:
    """A run over everybody less a run over one."""
    alone = root / "alone"
    shutil.copytree(course, alone)
    for student in students[1:]:
        shutil.rmtree(alone / "submitted" / student)
    spent = []
    for place in (alone, course):
        start = time.monotonic()
        if complaints := autograde_plainly(place, NAME):
            raise RuntimeError(complaints[0])
        spent.append(time.monotonic() - start)
    return (spent[1] - spent[0]) / (len(students) - 1)


def table_data() -> str:
    """400 rows of a counter's visits."""
    rows = (f"s{n % 4},{n % 12 + 1},{n * 7 % 23},{n * 3 % 41 + 2}\n" for n in range(400))
    return "section,month,count,minutes\n" + "".join(rows)


def table_cells() -> Cells:
    """17 code cells with pandas, one figure among them, seven tests."""
    return [
        plain("import matplotlib.pyplot as plt\nimport pandas as pd"),
        locked("read", 'df = pd.read_csv("data.csv")'),
        plain("df.head()"),
        answer("total", 'total = df.groupby("section")["count"].sum()'),
        asserts("t_total", 'assert total.equals(df.groupby("section")["count"].sum())'),
        answer("busy", 'busy = df[df["minutes"] > 30].reset_index(drop=True)'),
        asserts("t_busy", 'assert len(busy) == (df["minutes"] > 30).sum()\nassert busy["minutes"].min() > 30'),
        answer("monthly", 'monthly = df.pivot_table(index="month", columns="section", values="count", aggfunc="sum")'),
        asserts("t_monthly", "assert monthly.shape == (12, 4)\nassert monthly.sum().sum() == df['count'].sum()"),
        answer("per_visit", 'return (table["minutes"] / table["count"].clip(lower=1)).round(2)', "def per_visit(table):"),
        asserts(
            "t_per_visit",
            'small = pd.DataFrame({"minutes": [10, 3], "count": [4, 0]})\nassert per_visit(small).tolist() == [2.5, 3.0]',
        ),
        answer("ranked", 'ranked = total.sort_values(ascending=False).rename("visits").reset_index()'),
        asserts("t_ranked", 'assert ranked["visits"].is_monotonic_decreasing\nassert list(ranked.columns) == ["section", "visits"]'),
        answer("figure", 'fig, ax = plt.subplots()\nmonthly.plot(ax=ax)\nax.set_title("Visits")\nax.set_xlabel("Month")'),
        asserts("t_figure", 'assert ax.get_title() == "Visits"\nassert ax.get_xlabel() == "Month"\nassert len(ax.get_lines()) == 4'),
        answer("share", 'share = (total / total.sum()).round(3)'),
        asserts("t_share", "assert abs(share.sum() - 1) < 0.01\nassert share.index.tolist() == sorted(df['section'].unique())"),
    ]  # fmt: skip
