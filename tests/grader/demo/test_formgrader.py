"""Stock nbgrader works on what we write: the formgrader in a real browser, export on the command line."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from grader.cohort.create import open_cohort
from grader.cohort.feedback import give_feedback
from grader.cohort.state import lock_cohort
from grader.demo.people import PEOPLE
from grader.errors import DxlabError
from grader.stock.gradebook import open_gradebook, read_marks
from grader.stock.helper import Request, run_grading

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("demo")]  # one demo for all of them
BIN = Path(sys.executable).parent
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def course(demo, tmp_path_factory):
    """A copy to mark in; opening it mends the folder names in nbgrader's config."""
    place = tmp_path_factory.mktemp("formgrader") / "course"
    shutil.copytree(demo.course, place)
    shutil.copytree(demo.root / "exchange", place.parent / "exchange")
    open_cohort(place)
    return place


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}


@pytest.fixture(scope="module")
def server(course, jupyter, tmp_path_factory):
    with jupyter(course, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.mark.browser
def test_formgrader_shows_points_and_takes_a_mark_that_reaches_the_feedback(demo, course, server, chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        page = browser.new_page(locale="ja-JP")
        page.goto(f"{server}/?token=t")
        page.goto(f"{server}/formgrader/gradebook/{demo.lab}/{demo.lab}")
        page.wait_for_selector("tbody tr td a")
        assert page.locator("tbody tr").count() == 20
        page.wait_for_selector("text=65 / 105")
        page.locator("tbody tr", has_text="65 / 105").first.locator("a", has_text="Submission").first.click()
        # The page's script fills the boxes from the server's answer; what is typed before is lost.
        page.wait_for_load_state("networkidle")
        box = page.locator("input.score").nth(2)  # q1, q2, r1, quiz
        box.fill("31")
        with page.expect_response(lambda answer: answer.request.method == "PUT") as stored:
            box.press("Tab")
        assert stored.value.ok
        text = page.inner_text("body")
        browser.close()
    assert "<thead" not in text and "できました" in text
    cohort, _ = open_cohort(course)
    with open_gradebook(cohort.stock) as gradebook:
        marks = read_marks(gradebook, demo.lab)
    marked = {student: m for student, rows in marks.items() for m in rows if m.manual == 31}
    assert len(marked) == 1, "the mark was not stored"
    (student,) = marked
    give_feedback(cohort, demo.lab, hand_back=False)
    page_text = (cohort.stock.folder("feedback", demo.lab, student) / f"{demo.lab}.html").read_text(
        encoding="utf-8"
    )
    assert "31" in page_text


def test_stock_export_has_everybody_with_the_points_of_the_gradebook(demo, course, tmp_path):
    target = tmp_path / "grades.csv"
    subprocess.run(
        [BIN / "nbgrader", "export", "--to", target],
        cwd=course,
        env=environment(tmp_path),
        check=True,
        capture_output=True,
    )
    rows = list(csv.DictReader(target.open(encoding="utf-8")))
    points = {row["student_id"]: float(row["raw_score"]) for row in rows if row["assignment"] == demo.lab}
    graded = {line.student: line.score for line in demo.graded}
    assert len(points) == 20
    assert {s: p for s, p in points.items() if p != graded[s]}.keys() <= {
        s for s, p in points.items() if p == graded[s] + 31
    }


def call(server: str, path: str, method: str = "GET") -> Any:
    """One request to formgrader's API, as its pages make it."""
    request = urllib.request.Request(
        f"{server}/formgrader/api/{path}", method=method, headers={"Authorization": "token t"}
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        return json.loads(answer.read())


def marks_of(course: Path, lab: str, student: str) -> dict[str, float | None]:
    with open_gradebook(open_cohort(course)[0].stock) as gradebook:
        return {mark.cell: mark.auto for mark in read_marks(gradebook, lab)[student]}


@pytest.fixture
def answering(demo, course):
    """answering(text) puts it into S0101's first answer; his own work comes back afterwards."""
    path = course / "submitted" / "S0101" / demo.lab / f"{demo.lab}.ipynb"
    before = path.read_bytes()

    def put(text: str) -> None:
        notebook = json.loads(before)
        next(c for c in notebook["cells"] if c["id"] == "q1_answer")["source"] = text
        path.write_text(json.dumps(notebook), encoding="utf-8")

    yield put
    path.write_bytes(before)
    cohort, _ = open_cohort(course)
    assert run_grading(Request(cohort.root, demo.lab, ("S0101",))).done


def is_at_work(course: Path) -> bool:
    try:
        with lock_cohort(open_cohort(course)[0]):
            return False
    except DxlabError:
        return True


@pytest.mark.browser
def test_the_autograde_button_gives_what_dxlab_gives(demo, course, server, chromium):
    from playwright.sync_api import sync_playwright

    before = marks_of(course, demo.lab, "S0101")
    path = course / "autograded" / "S0101" / demo.lab / f"{demo.lab}.ipynb"
    text, inode = path.read_bytes(), path.stat().st_ino
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        page = browser.new_page(locale="ja-JP")
        page.goto(f"{server}/?token=t")
        page.goto(f"{server}/formgrader/manage_submissions/{demo.lab}")
        page.locator("tbody tr", has_text="S0101").locator(".autograde a").click()
        page.wait_for_selector(".modal-dialog", timeout=120_000)
        page.wait_for_selector("text=S0101: 自動採点")
        told = page.inner_text(".modal-dialog")
        browser.close()
    assert "Successfully autograded" in told
    assert "S0101: 自動採点" in told
    assert path.stat().st_ino != inode, "nothing was graded"
    assert (path.read_bytes(), marks_of(course, demo.lab, "S0101")) == (text, before)


def test_the_server_answers_while_it_grades(demo, course, server, answering):
    answering("import time\ntime.sleep(8)")
    with ThreadPoolExecutor() as pool:
        press = pool.submit(call, server, f"submission/{demo.lab}/S0101/autograde", "POST")
        while not is_at_work(course):
            assert not press.done(), press.result()
            time.sleep(0.05)
        assert call(server, "status") == {"status": True}
        assert is_at_work(course), "the answer came only when the grading was over"
        assert press.result()["success"]


def test_two_presses_are_graded_one_after_the_other(demo, course, server):
    with ThreadPoolExecutor() as pool:
        presses = [
            pool.submit(call, server, f"submission/{demo.lab}/{s}/autograde", "POST")
            for s in ("S0101", "S0102")
        ]
    assert all(press.result()["success"] for press in presses)


def test_a_page_shows_the_points_that_dxlab_has_just_written(demo, course, server, answering):
    def shown() -> dict[str, float]:
        rows = call(server, f"grades?submission_id={submission}")
        return {row["name"]: row["auto_score"] for row in rows}

    rows = call(server, f"submitted_notebooks/{demo.lab}/{demo.lab}")
    submission = next(row["id"] for row in rows if row["student"] == "S0101")
    before = shown()
    assert before["q1"]
    answering("nothing = 0")
    assert run_grading(Request(course, demo.lab, ("S0101",))).done
    assert shown() == {**before, "q1": 0.0}


def test_a_submission_in_trouble_is_told_and_recorded(demo, course, server):
    broken = next(person.id for person in PEOPLE if person.twist == "broken")
    before = marks_of(course, demo.lab, broken)
    answer = call(server, f"submission/{demo.lab}/{broken}/autograde", "POST")
    assert not answer["success"]
    assert f"{broken}: 提出物が読めません" in answer["log"]
    assert "Traceback" not in json.dumps(answer)
    assert marks_of(course, demo.lab, broken) == before


def test_collect_in_formgrader_takes_the_newest(demo, course, server):
    cohort, _ = open_cohort(course)
    inbound = cohort.exchange / cohort.id / "inbound"
    old = next(inbound.glob(f"S0101+{demo.lab}+*"))
    stamp = "2099-01-01 03:00:00.000000 UTC"
    shutil.copytree(old, inbound / f"S0101+{demo.lab}+{stamp}+new")
    answer = call(server, f"assignment/{demo.lab}/collect", "POST")
    assert answer["success"], answer
    collected = course / "submitted" / "S0101" / demo.lab / "timestamp.txt"
    assert collected.read_text(encoding="utf-8").startswith("2099-01-01")
