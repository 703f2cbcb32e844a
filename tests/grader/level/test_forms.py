"""Halves, keys that don't ship, and a notebook that runs as released."""

from __future__ import annotations

import pytest

from grader.lab.quiz import read_quiz
from grader.lab.quizlab import write_quiz_lab
from grader.level.bank import read_bank
from grader.level.forms import assign_forms, build_form, other, pick_topics
from grader.settings import Course

PEOPLE = [f"{n:06}" for n in range(21)]


def test_halves_are_even_and_stay():
    forms = assign_forms(b"secret", PEOPLE, {})
    assert sorted(sum(f == name for f in forms.values()) for name in "ab") == [10, 11]
    assert assign_forms(b"secret", reversed(PEOPLE), {}) == forms
    assert assign_forms(b"another", PEOPLE, {}) != forms
    more = assign_forms(b"secret", [*PEOPLE, "x"], forms)
    assert {i: more[i] for i in PEOPLE} == forms
    assert sum(f == "a" for f in more.values()) == 11
    assert other("a") == "b" and other("b") == "a"


@pytest.mark.parametrize("form", ["a", "b"])
def test_a_form_ships_without_key_and_ends_with_not_knowing(root, tmp_path, form):
    bank = read_bank(Course(root))
    topics = pick_topics(bank, b"secret")
    lab = write_quiz_lab(tmp_path, build_form(bank, "pre", form, b"secret"))
    quiz = read_quiz(lab.folder)
    assert len(quiz.shipped["test"]) == 18
    for topic, question in zip(topics, quiz.shipped["test"], strict=True):
        assert set(question) == {"id", "text", "options"}
        texts = {o["id"]: o["text"] for o in question["options"]}
        assert len(texts) == 5 and texts["e"] == "わからない"
        assert texts[quiz.key[topic.place]] == topic.form(form)["right"]
    assert {"a", "b", "c", "d"} == set(quiz.key.values())
    assert "why" not in str(quiz.shipped)


def test_another_cohort_gets_another_order(root, tmp_path):
    topics = read_bank(Course(root))
    keys = [
        read_quiz(write_quiz_lab(tmp_path / s, build_form(topics, "pre", "a", s.encode())).folder).key
        for s in ("one", "two")
    ]
    assert keys[0] != keys[1]


def test_both_times_ask_the_same_topics_and_each_form_its_twin(root):
    bank = read_bank(Course(root))
    topics = pick_topics(bank, b"one")
    assert [t.place for t in topics] == sorted({t.place for t in bank})
    assert {t.id[-1] for t in topics} == {"x", "y"}, "not always the first of a place"
    assert pick_topics(bank, b"one") == topics != pick_topics(bank, b"two")
    for form in "ab":
        texts = [
            [q["text"] for q in build_form(bank, phase, form, b"one").questions] for phase in ("pre", "post")
        ]
        assert texts[0] == texts[1] == [t.form(form)["text"] for t in topics]
