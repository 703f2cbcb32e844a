"""labs/glossary.csv: ours is complete; a broken one is reported by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lab.glossary import read_glossary
from grader.settings import Course

OURS = Course(Path(__file__).parents[3])
HEAD = "term,plain,reading\n"


def test_ours_has_nothing_wrong():
    terms, problems = read_glossary(OURS)
    assert problems == []
    assert len(terms) > 100


def test_a_course_without_a_glossary_has_no_terms(tmp_path):
    assert read_glossary(Course(tmp_path)) == ([], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word,plain\nDX,a\n", "1行目は"),
        (HEAD + "DX,,ディーエックス\n", "2行目: 「DX」の行に、空いた欄"),
        (HEAD + "DX,a\n", "2行目: 「DX」の行に、空いた欄"),
        (HEAD + "DX,a,b\nAI,a,b\nDX,a,b\n", "4行目: 「DX」が2回"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, said):
    course = Course(tmp_path)
    course.labs.mkdir()
    (course.labs / "glossary.csv").write_text(text, encoding="utf-8")
    _, problems = read_glossary(course)
    assert any(said in str(problem) for problem in problems), problems


def test_another_encoding_is_said(tmp_path):
    course = Course(tmp_path)
    course.labs.mkdir()
    (course.labs / "glossary.csv").write_bytes((HEAD + "DX,変える,ディー\n").encode("cp932"))
    _, [problem] = read_glossary(course)
    assert "UTF-8" in problem.message
