"""Every lab goes through a cohort's round: released, handed in, graded in the sandbox, handed back.

Somebody hands in the model answers, somebody the release as it is, and the others
the whole bank of sample answers: each earns there what it says it earns.
"""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dxlab.outcome import Status
from grader.cohort.collect import collect_lab
from grader.cohort.create import new_cohort, open_cohort
from grader.cohort.feedback import give_feedback
from grader.cohort.grading import Options, grade_lab, load_assignment
from grader.cohort.members import import_roster
from grader.cohort.model import Person
from grader.cohort.release import release_lab
from grader.cohort.results import find_result
from grader.cohort.roster import format_roster
from grader.cohort.state import KEY
from grader.demo.answers import read_lab_answers
from grader.engine.model import Limits
from grader.lab.attempts import Attempt, read_attempts
from grader.lab.read import read_lab
from grader.settings import Course
from grader.stock.submit import submit_assignment

COURSE = Course(Path(__file__).parents[2])
LABS = sorted(p.parent.name for p in (COURSE.root / "labs").glob("*/lab.toml") if p.parent.name[0] != "_")
#: A form and a lab with files; the banks of the others are tried by ``dxlab lab verify --all`` as well.
SOONER = ("a01-all-staff", "l203-rpa-batch")
MOMENT = datetime(2026, 6, 1, 1, tzinfo=UTC)


@dataclass
class Hand:
    """One person's answers (exercise -> text of the cell) and the points that they deserve."""

    texts: dict[str, str] = field(default_factory=dict)
    points: dict[str, float] = field(default_factory=dict)
    quiz: bool = False


def build_hands(lab: Any, answers: Any) -> list[Hand]:
    """Model answers, nothing, then the bank.

    Sample answers are handed in together, one per exercise, where no other exercise
    uses what the cell defines; the others each in a notebook of their own, in which
    nothing else is expected.
    """
    model = {name: answer.source for name, answer in answers.model.items()}
    full = {name: answer.points for name, answer in answers.model.items()}
    attempts, problems = read_attempts(lab, list(model))
    assert not problems
    hands = [Hand(model, full, quiz=True), Hand({}, dict.fromkeys(full, 0.0))]
    free = {name for name in model if not is_used(name, model, attempts)}
    for group in in_groups(attempts, free):
        texts, points = dict(model), {}
        for attempt in group:
            texts[attempt.exercise] = attempt.source
            points[attempt.exercise] = full[attempt.exercise] if attempt.earns is None else attempt.earns
        hands.append(Hand(texts, points))
    return hands


def in_groups(attempts: list[Attempt], free: set[str]) -> Iterator[list[Attempt]]:
    columns = [[a for a in attempts if a.exercise == name] for name in sorted(free)]
    for number in range(max(map(len, columns), default=0)):
        yield [column[number] for column in columns if number < len(column)]
    for attempt in attempts:
        if attempt.exercise not in free:
            yield [attempt]


def is_used(name: str, model: dict[str, str], attempts: list[Attempt]) -> bool:
    defined = names_bound(model[name])
    others = [text for other, text in model.items() if other != name]
    others += [a.source for a in attempts if a.exercise != name]
    return any(defined & names_read(text) for text in others)


def names_bound(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    names = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    names |= {n.name for n in nodes if isinstance(n, ast.FunctionDef)}
    return names | {n.asname or n.name for n in nodes if isinstance(n, ast.alias)}


def names_read(source: str) -> set[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


@pytest.mark.story
@pytest.mark.parametrize(
    "lab_id", [lab if lab in SOONER else pytest.param(lab, marks=pytest.mark.slow) for lab in LABS]
)
def test_a_round(lab_id, tmp_path):
    cohort = new_cohort(tmp_path / "course", "482013-2026-round", "確かめの回")
    # Always the same data: a wrong way to a value may by chance lead to the right one.
    (cohort.root / KEY).write_text(b"always the same data".hex(), encoding="ascii")
    release_lab(COURSE, cohort, lab_id)
    cohort, _ = open_cohort(cohort.root)
    assignment = load_assignment(COURSE, cohort, lab_id)
    answers = read_lab_answers(COURSE, assignment)
    hands = {f"R{n:03d}": h for n, h in enumerate(build_hands(read_lab(COURSE, lab_id), answers))}
    roster = tmp_path / "roster.csv"
    roster.write_text(format_roster([Person(s, f"{s} さん") for s in hands]), encoding="utf-8", newline="")
    import_roster(cohort, roster)

    release = json.loads((cohort.stock.folder("release", lab_id) / f"{lab_id}.ipynb").read_text("utf-8"))
    for student, hand in hands.items():
        folder = tmp_path / "homes" / student / lab_id
        write_work(folder, release, answers, hand)
        submit_assignment(cohort.stock, lab_id, student, folder, MOMENT, tmp_path / "cache")
    collect_lab(cohort, lab_id)
    lines = grade_lab(cohort, assignment, Options(limits=Limits(cell_seconds=10, question_seconds=20)))

    assert {line.student: line.problems for line in lines if line.state == "failed"} == {}
    unfair = {}
    for student, hand in hands.items():
        stored = find_result(cohort, lab_id, student)
        got = {e.id: e.points for e in stored.exercises if e.id in hand.points}
        unfair |= {
            (student, name): (got[name], points, hand.texts.get(name, "")[:90])
            for name, points in hand.points.items()
            if not is_earned(got[name], points, answers.model[name].points)
        }
    assert unfair == {}
    blank = find_result(cohort, lab_id, "R001")
    assert {e.status for e in blank.exercises} == {Status.NOT_ATTEMPTED.value}
    best = find_result(cohort, lab_id, "R000")
    assert best.score == best.maximum

    back = give_feedback(cohort, lab_id)
    assert (set(back.made), back.problems) == (set(hands), {})


def is_earned(got: float, wanted: float, maximum: float) -> bool:
    """Nothing and everything to the point; how much a partly right answer earns leans on the data."""
    if wanted in (0, maximum):
        return abs(got - wanted) < 0.05
    return 0 <= got < maximum


def write_work(folder: Path, release: dict[str, Any], answers: Any, hand: Hand) -> None:
    notebook = copy.deepcopy(release)
    texts = {answers.answer_cells[name]: text for name, text in hand.texts.items()}
    for cell in notebook["cells"]:
        cell["source"] = texts.get(cell["id"], cell["source"])
    folder.mkdir(parents=True)
    (folder / f"{folder.name}.ipynb").write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    if hand.quiz:
        given = {"version": 1, "quiz": dict(answers.quiz), "values": {}}
        (folder / "answers.json").write_text(json.dumps(given), encoding="utf-8")
