"""Who needs help: read from roster, exchange, results and gradebook."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from grader.cohort.collect import find_handins, find_late, find_received
from grader.cohort.members import read_people
from grader.cohort.model import Cohort, Person, find_deadline
from grader.cohort.release import is_graded, lab_titles, released_labs
from grader.cohort.results import Stored, find_result
from grader.cohort.retest import QUIZ, Standing, find_standings, find_wanted, split_id
from grader.errors import DxlabError
from grader.stock.config import ensure_config
from grader.stock.gradebook import Mark, open_gradebook, read_marks
from grader.stock.loaded import find_hook_problems

#: Verdicts with which a person is stuck: something was tried and it is not full.
STUCK = ("failed", "error", "partial", "timeout", "limit")
#: States that tell nothing about what a person can do.
UNKNOWN = ("unreadable", "failed")


@dataclass(frozen=True)
class Row:
    """One person and one lab.

    Attributes
    ----------
    state: 未提出, 期限切れ, 回収前, 採点前, 採点ずみ, 読めない, 採点失敗, 回収ずみ (nobody grades it) …
    deadline: the person's own, aware; None without one.
    score, maximum: points of the lab now, written parts included, the quiz not.
    quiz: points of the confirmation test, counted apart; None without one.
    passed: 受講済 by the best of all attempts at the lab's confirmation test; None where it has none.
    waiting: written parts that wait for a person.
    stuck: exercise ids with points left after a try.
    """

    person: Person
    state: str
    deadline: datetime | None
    extended: bool
    received: datetime | None
    late: bool
    score: float | None = None
    maximum: float | None = None
    quiz: float | None = None
    passed: bool | None = None
    waiting: int = 0
    stuck: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sticking:
    """An exercise and message at which people are stuck; ``people`` are ids."""

    exercise: str
    message: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class LabStatus:
    """One lab's answer to "who needs help"; ``titles`` are those of the exercises, by id."""

    lab: str
    title: str
    titles: dict[str, str]
    rows: tuple[Row, ...]
    sticking: tuple[Sticking, ...]
    untouched: dict[str, int]
    unreadable: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    failed: tuple[tuple[str, str], ...] = ()


def find_status(cohort: Cohort, lab: str, now: datetime | None = None) -> LabStatus:
    """Everything about one released lab.

    Raises
    ------
    DxlabError: the lab was never released in this cohort.
    """
    known = released_labs(cohort)
    if lab not in known:
        raise DxlabError(
            "lab-not-released",
            f"{lab}: まだ公開していない教材です（公開ずみ: {'、'.join(known) or 'まだありません'}）。",
            "教材の名前を確かめるか、dxlab cohort release で公開してください。",
        )
    handins = _handins(cohort, lab)
    everybody = read_people(cohort)
    received = find_received(cohort, lab, everybody)
    standings = find_standings(cohort, split_id(lab)[0])
    wanted = find_wanted(cohort, lab)
    people = {i: p for i, p in everybody.items() if i in wanted or i in handins or i in received}
    late = find_late(cohort, lab, people, received)
    results = {i: r for i in received if (r := find_result(cohort, lab, i))}
    with open_gradebook(cohort.stock) as gradebook:
        marks = read_marks(gradebook, lab)
    titles, graded = lab_titles(cohort, lab), is_graded(cohort, lab)
    moment = now or datetime.now(UTC)
    rows = []
    for ident, person in people.items():
        row = _row(cohort, lab, person, received.get(ident), results.get(ident), marks.get(ident, []), moment)
        if row.received is None and ident in handins:
            row = Row(person, "回収前", row.deadline, row.extended, max(handins[ident]), False)
        if not graded and row.state == "採点前":
            row = replace(row, state="回収ずみ")
        passed = standings.get(ident, Standing()).passed if graded and QUIZ in titles else None
        rows.append(replace(row, late=ident in late, passed=passed))
    return LabStatus(
        lab,
        titles.get(lab, lab),
        titles,
        tuple(rows),
        tuple(find_sticking(results)),
        _count_untouched(results),
        _first_problems(results, "unreadable"),
        tuple(sorted(set(handins) - set(everybody))),
        _first_problems(results, "failed"),
    )


def _first_problems(results: Mapping[str, Stored], state: str) -> tuple[tuple[str, str], ...]:
    return tuple((i, r.problems[0] if r.problems else "") for i, r in results.items() if r.state == state)


def find_sticking(results: Mapping[str, Stored]) -> list[Sticking]:
    """Exercises with the message that most people got, most people first; pure."""
    groups: dict[tuple[str, str], list[str]] = {}
    for ident, stored in results.items():
        for verdict in stored.exercises:
            if verdict.status in STUCK and verdict.id != QUIZ and stored.state not in UNKNOWN:
                message = verdict.messages[0] if verdict.messages else ""
                groups.setdefault((verdict.id, message), []).append(ident)
    found = [Sticking(exercise, message, tuple(people)) for (exercise, message), people in groups.items()]
    return sorted(found, key=lambda s: (-len(s.people), s.exercise))


@dataclass(frozen=True)
class Hooks:
    """What became of the doors between nbgrader and dxlab.

    Attributes
    ----------
    problems: what is still wrong.
    mended: what was wrong in nbgrader's config until now.
    notices: what was rewritten.
    """

    problems: tuple[str, ...]
    mended: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def ensure_hooks(cohort: Cohort) -> Hooks:
    """Ask a fresh nbgrader what it would use, put the managed config right, and ask again if need be."""
    before = find_hook_problems(cohort.stock)
    notices = ensure_config(cohort.stock)
    after = find_hook_problems(cohort.stock) if notices else before
    mended = tuple(problem for problem in before if problem not in after)
    return Hooks((*after, *_gradebook_problems(cohort)), mended, tuple(notices))


def _gradebook_problems(cohort: Cohort) -> list[str]:
    problems = []
    try:
        with sqlite3.connect(f"file:{cohort.root / 'gradebook.db'}?mode=ro", uri=True, timeout=30) as base:
            if not base.execute("select version_num from alembic_version").fetchall():
                problems.append("成績簿（gradebook.db）に版の記録がありません。")
    except sqlite3.Error as error:
        problems.append(f"成績簿（gradebook.db）を読めません（{error}）。バックアップから戻してください。")
    return problems


def _row(
    cohort: Cohort,
    lab: str,
    person: Person,
    received: datetime | None,
    stored: Stored | None,
    marks: list[Mark],
    now: datetime,
) -> Row:
    deadline = find_deadline(cohort, lab, person)
    plan = cohort.plan(lab)
    extended = plan is not None and deadline != plan.deadline
    if received is None:
        overdue = deadline is not None and now > deadline
        return Row(person, "期限切れ" if overdue else "未提出", deadline, extended, None, False)
    if stored is None or not marks:
        return Row(person, "採点前", deadline, extended, received, False)
    waiting = sum(m.waiting for m in marks)
    words = {"unreadable": "読めない", "partial": "一部採点", "failed": "採点失敗"}
    state = words.get(stored.state, "採点ずみ")
    if waiting and state == "採点ずみ":
        state = "記述待ち"
    tried = stored.exercises if stored.state not in UNKNOWN else ()
    stuck = tuple(v.id for v in tried if v.status in STUCK and v.id != QUIZ)
    lab_marks = [m for m in marks if m.cell != QUIZ]
    score, maximum = round(sum(m.score for m in lab_marks), 1), round(sum(m.maximum for m in lab_marks), 1)
    quiz = next((m.score for m in marks if m.cell == QUIZ), None)
    return Row(person, state, deadline, extended, received, False, score, maximum, quiz, None, waiting, stuck)


def _count_untouched(results: Mapping[str, Stored]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for stored in results.values():
        for verdict in stored.exercises:
            if verdict.status == "not_attempted":
                counts[verdict.id] = counts.get(verdict.id, 0) + 1
    return counts


def _handins(cohort: Cohort, lab: str) -> dict[str, list[datetime]]:
    try:
        return find_handins(cohort, lab)[0]
    except DxlabError:
        return {}
