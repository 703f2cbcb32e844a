"""The page that a person opens first after ``make demo``, and the tables it links to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from grader.cohort.collect import find_late, find_received
from grader.cohort.members import read_people
from grader.cohort.model import Cohort
from grader.cohort.results import Stored, find_result
from grader.demo.people import PEOPLE, Person
from grader.report.summary import build_exercise_table, build_person_table, write_figure
from grader.report.tables import write_csv
from grader.stock.times import shown_time

TWIST_WORDS = {
    "": "",
    "blank": "何も書かずに提出",
    "half": "途中まで書いて提出",
    "raises": "エラーで止まるセルがある",
    "loops": "終わらないくり返しがある",
    "broken": "ファイルがこわれている",
    "deleted": "確認のセルを消してしまった",
    "duplicated": "確認のセルが2つずつある",
    "late": "期限のあとに提出",
}


@dataclass(frozen=True)
class Row:
    """One person on the page."""

    person: Person
    result: Stored
    twist: str
    feedback: str | None

    def sum_of(self, quiz: bool) -> str:
        """``45／60``: points of the confirmation test, or of everything else that is graded automatically."""
        chosen = [v for v in self.result.exercises if (v.id == "quiz") is quiz]
        return f"{sum(v.points for v in chosen):g}／{sum(v.maximum for v in chosen):g}"


def write_pages(cohort: Cohort, lab: str, root: Path) -> Path:
    """Write tables, figure and ``index.html`` below ``root``; returns the page."""
    facts = json.loads((cohort.stock.folder("source", lab) / "lab.json").read_text(encoding="utf-8"))
    titles = {e["id"]: e["title"] for e in facts["exercises"] if e["kind"] != "manual"}
    people = read_people(cohort)
    results = [r for r in (find_result(cohort, lab, p.id) for p in PEOPLE) if r is not None]
    late = find_late(cohort, lab, people, find_received(cohort, lab, people))
    exercises, persons = build_exercise_table(results, titles), build_person_table(results, people, late)
    folder = root / "report"
    folder.mkdir(exist_ok=True)
    write_csv(folder / "exercises.csv", exercises)
    write_csv(folder / "people.csv", persons)
    alternative = write_figure(folder / "exercises.png", exercises)
    page = _render(cohort, facts, exercises, _rows(cohort, lab, root, results), alternative)
    index = root / "index.html"
    index.write_text(page, encoding="utf-8")
    return index


def _rows(cohort: Cohort, lab: str, root: Path, results: Sequence[Stored]) -> list[Row]:
    by_id = {result.student: result for result in results}
    rows = []
    for person in PEOPLE:
        if person.id not in by_id:
            continue
        page = cohort.stock.folder("feedback", lab, person.id) / f"{lab}.html"
        link = page.relative_to(root.resolve()).as_posix() if page.is_file() else None
        rows.append(Row(person, by_id[person.id], TWIST_WORDS[person.twist], link))
    return rows


def _render(
    cohort: Cohort, facts: dict[str, Any], exercises: pd.DataFrame, rows: Sequence[Row], alternative: str
) -> str:
    environment = Environment(
        loader=PackageLoader("grader.demo"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    plan = cohort.plan(facts["id"])
    return environment.get_template("index.html.j2").render(
        cohort=cohort,
        lab=facts,
        deadline=shown_time(plan.deadline if plan else None),
        exercises=exercises.to_dict("records"),
        rows=rows,
        alternative=alternative,
    )
