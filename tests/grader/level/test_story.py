"""A level check through a whole course, in nbgrader's exchange."""

from __future__ import annotations

import json
import re
import sqlite3

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import notebook_hash

from grader.cohort.grading import load_assignment
from grader.cohort.status import find_status
from grader.errors import DxlabError
from grader.level.report import report_level
from grader.level.story import collect_level, find_taken, release_level
from grader.settings import Course

HIGH, LOW = (6, 5, 1), (3, 1, 0)


def page_of(cohort, student, lab):
    name = notebook_hash(secret=f"secret of {student}", notebook_id=lab)
    return (cohort.exchange / cohort.id / "feedback" / f"{name}.html").read_text(encoding="utf-8")


def test_before_and_after(root, cohort, fresh, answer):
    course = Course(root)
    with pytest.raises(DxlabError, match="公開していません"):
        collect_level(cohort, "pre")
    pre = release_level(course, cohort, "pre")
    assert release_level(course, fresh(), "pre").people == pre.people
    assert sorted(pre.people.values()).count("level-check-pre-a") == 6
    for ident, lab in pre.people.items():
        answer(fresh(), lab, ident, LOW)
    collect_level(fresh(), "pre")
    assert {t.sheet.rank for t in find_taken(fresh(), "pre").values()} == {"入門"}

    post = release_level(course, fresh(), "post")
    assert all(post.people[i][-1] != pre.people[i][-1] for i in pre.people)
    for n, (ident, lab) in enumerate(post.people.items()):
        answer(fresh(), lab, ident, HIGH if n < 6 else LOW, day=20)
    collect_level(fresh(), "post")
    done = report_level(fresh())
    assert (done.matched, done.same_form, done.by_hand) == (12, (), {})
    text = page_of(cohort, "p03", post.people["p03"])
    assert "山田 p03" in text and "研修の前" in text and "研修の後" in text and "<script" not in text
    shown = done.page.read_text(encoding="utf-8")
    assert "前後比較なので研修だけの効果とは言えません（比較対象がない）" in shown
    words = re.sub(r"base64,[^\"]*", "", shown)
    assert not any(ident in words for ident in pre.people), "the cohort's page names nobody"
    assert 'alt="前と後の両方に答えた12人です' in shown


def test_no_level_reaches_gradebook_status_or_grading(root, cohort, fresh, answer):
    given = release_level(Course(root), cohort, "pre")
    lab = given.people["p00"]
    answer(fresh(), lab, "p00", HIGH)
    collect_level(fresh(), "pre")
    report_level(fresh())
    with pytest.raises(DxlabError) as caught:
        load_assignment(Course(root), fresh(), lab)
    assert caught.value.code == "nothing-to-grade"
    status = find_status(fresh(), lab)
    row = next(r for r in status.rows if r.person.id == "p00")
    assert (row.state, row.score, row.quiz, row.passed) == ("回収ずみ", None, None, None)
    assert len(status.rows) == 6, "only those for whom this form is"
    with sqlite3.connect(cohort.root / "gradebook.db") as base:
        assert base.execute("select count(*) from grade").fetchone() == (0,)


def test_who_answers_the_same_form_twice_is_not_compared(root, cohort, fresh, answer):
    given = release_level(Course(root), cohort, "pre")
    answer(fresh(), given.people["p00"], "p00", LOW)
    collect_level(fresh(), "pre")
    release_level(Course(root), fresh(), "post")
    answer(fresh(), given.people["p00"].replace("pre", "post"), "p00", HIGH, day=20)
    collect_level(fresh(), "post")
    done = report_level(fresh())
    assert (done.matched, done.same_form) == (0, ("p00",))


def test_the_wrong_form_before_gives_the_other_one_after(root, cohort, fresh, answer):
    given = release_level(Course(root), cohort, "pre")
    wrong = "level-check-pre-" + ("b" if given.people["p00"].endswith("a") else "a")
    answer(fresh(), wrong, "p00", LOW)
    collect_level(fresh(), "pre")
    assert release_level(Course(root), fresh(), "post").people["p00"][-1] != wrong[-1]


def test_hostile_answers_count_as_none(root, cohort, fresh, answer):
    lab = release_level(Course(root), cohort, "pre").people["p00"]
    answer(fresh(), lab, "p00", LOW)
    folder = next((cohort.exchange / cohort.id / "inbound").iterdir())
    (folder / "answers.json").write_text("[" * 100_000)
    collect_level(fresh(), "pre")
    assert find_taken(fresh(), "pre") == {}


def test_the_release_holds_no_key_and_runs_as_it_is(root, cohort, fresh, monkeypatch):
    released = release_level(Course(root), cohort, "pre").released[0]
    names = sorted(p.name for p in released.outbound.iterdir())
    assert names == sorted(["hints.toml", "lab.json", f"{released.lab}.ipynb", "quiz.json", "visible.py"])
    text = (released.outbound / "quiz.json").read_text(encoding="utf-8")
    assert "right" not in text and "why" not in text
    notebook = nbformat.read(released.outbound / f"{released.lab}.ipynb", as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(released.outbound)}}).execute()
    said = json.dumps([c.get("outputs") for c in notebook.cells], ensure_ascii=False)
    assert "18問のうち0問" in said and "レベルチェック" in said and "確認テスト" not in said
