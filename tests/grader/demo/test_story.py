"""The demo on a tiny lab: all twenty get what their answers deserve, and a rerun changes nothing."""

from pathlib import Path

import pytest

from grader.cohort.create import open_cohort
from grader.cohort.results import find_result
from grader.demo.people import PEOPLE
from grader.demo.story import build_hand_ins, run_demo
from grader.settings import Course

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("demo")]  # one demo for all of them


def files_of(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_every_one_of_the_twenty_gets_what_the_answers_deserve(demo, tiny_course):
    check_points(demo, tiny_course)


@pytest.mark.xdist_group("demo-l107")
def test_the_demo_that_make_demo_builds_gives_what_the_answers_deserve(tmp_path, root, silent):
    made = run_demo(Course(root), tmp_path, silent)
    assert made.lab == "l107-impact-evaluation"
    check_points(made, Course(root))


def check_points(demo, course):
    cohort, _ = open_cohort(demo.course)
    deserved = build_hand_ins(course, cohort, demo.lab)
    assert len(demo.graded) == len(PEOPLE) == 20
    for person in PEOPLE:
        stored = find_result(cohort, demo.lab, person.id)
        earned = {v.id: v.points for v in stored.exercises}
        expected = deserved[person.id].points
        assert earned == (expected or dict.fromkeys(earned, 0.0)), (person.id, person.twist)


def test_states_name_the_two_in_trouble(demo):
    states = {line.student: line.state for line in demo.graded}
    by_twist = {p.twist: states[p.id] for p in PEOPLE if p.twist}
    assert by_twist["broken"] == "unreadable" and by_twist["loops"] == "partial"
    assert "failed" not in states.values()


def test_everybody_gets_a_page_and_the_index_links_it(demo):
    index = demo.index.read_text(encoding="utf-8")
    for person in PEOPLE:
        page = f"course/feedback/{person.id}/{demo.lab}/{demo.lab}.html"
        assert page in index and (demo.root / page).is_file()
    assert (demo.root / "report" / "people.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_rerun_changes_nothing(demo, tiny_course, silent):
    before = files_of(demo.course)
    again = run_demo(tiny_course, demo.root, silent, demo.lab)
    assert again.graded and not any(line.fresh for line in again.graded)
    after = files_of(demo.course)
    assert {n for n in before | after if before.get(n) != after.get(n)} <= {"gradebook.db", ".dxlab/lock"}
