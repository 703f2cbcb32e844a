"""``dxlab bench inline``: a course with tests in its cells, through stock nbgrader and through ours."""

from __future__ import annotations

import json
import shutil
import statistics
import time
from collections.abc import Callable
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
from grader.bench.speed.bare import time_bare
from grader.bench.speed.pace import Pace
from grader.engine.parse import text_of
from grader.inline.grading import Options, grade_assignment
from grader.stock.course import read_course
from grader.stock.plain import autograde_plainly

Say = Callable[[str], None]


def bench_inline(root: Path, people: int, say: Say) -> dict[str, Any]:
    """The same complete submissions both ways, in one run.

    Ours, being shorter, are measured over four times as many people, and with two workers before
    and after stock: the machine is not equally fast all the time.

    Returns
    -------
    dict with ``people`` (of stock), ``seconds`` a submission (start-up left out) for ``stock``,
    ``dxlab-1``, ``dxlab-2`` and, as the limit, the same cells in forks of a warm process (``bare-2``);
    and ``ratios``.
    """
    say("提出物を用意しています")
    course = build_course(root / "course", {"analysis": table_cells()}, {"data.csv": table_data()})
    models = model_answers(course)
    students = [f"s{number:04}" for number in range(4 * people)]
    for student in students:
        hand_in(course, student, lambda name, _: models[name])
    # The plan is made once for an assignment.
    grade_assignment(read_course(course), NAME, Options(students=(students[0],)))
    say("dxlab（同時に1）")
    single = _time_ours(course, 1)
    say("dxlab（同時に2）")
    before = _time_ours(course, 2)
    say("nbgrader autograde")
    stock = _time_stock(course, root, students[:people])
    say("dxlab（同時に2、もう一度）")
    twice = statistics.mean((before, _time_ours(course, 2)))
    say("温めたプロセスの fork だけ（下限、同時に2）")
    source = json.loads((course / "source" / NAME / "analysis.ipynb").read_text(encoding="utf-8"))
    cells = [(f"code-{n}", text_of(cell)) for n, cell in enumerate(source["cells"])]
    bare = time_bare(root, {"data.csv": table_data().encode()}, cells, 4 * people, 2)["seconds"]
    seconds = {"stock": stock, "dxlab-1": single, "dxlab-2": twice, "bare-2": bare}
    ratios = {
        "stock/dxlab-1": stock / single,
        "stock/dxlab-2": stock / twice,
        "stock/bare-2": stock / bare,
        "dxlab-2/bare-2": twice / bare,
    }
    return {"people": people, "seconds": seconds, "ratios": ratios}


def _time_ours(course: Path, workers: int) -> float:
    """Everybody graded, start-up left out."""
    found = read_course(course)
    pace = Pace(len(found.students(NAME)) // 4)
    _, lines = grade_assignment(found, NAME, Options(workers=workers, force=True), pace)
    seconds = pace.seconds()
    if short := [line for line in lines if line.score != line.max or line.state != "graded"]:
        raise AssertionError(f"a model answer did not get full marks: {short[0]}")
    return seconds


def _time_stock(course: Path, root: Path, students: list[str]) -> float:
    """A run over ``students`` less a run over one."""
    spent = []
    for chosen in (students[:1], students):
        place = root / f"stock-{len(chosen)}"
        shutil.copytree(course, place)
        for folder in (place / "submitted").iterdir():
            if folder.name not in chosen:
                shutil.rmtree(folder)
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
