"""Stock nbgrader works on what we write: the formgrader in a real browser, export on the command line."""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from grader.cohort.create import open_cohort
from grader.cohort.feedback import give_feedback
from grader.stock.gradebook import open_gradebook, read_marks

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
    open_cohort(place)
    return place


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}


@pytest.fixture
def server(course, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--no-browser", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(
            [BIN / "jupyter", "lab", *options, "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=t"],
            cwd=course,
            env=environment(tmp_path),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield wait_for(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            process.wait()


def wait_for(address: str, process: subprocess.Popen) -> str:
    for _ in range(240):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(f"{address}/api?token=t")
            return address
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server did not answer")


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
        box = page.locator("input.score").nth(2)  # q1, q2, r1, quiz
        box.wait_for()
        box.fill("31")
        box.press("Tab")
        page.wait_for_timeout(2000)
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


def test_stock_autograde_stops_with_a_sentence_and_changes_no_point(demo, course, tmp_path):
    cohort, _ = open_cohort(course)
    with open_gradebook(cohort.stock) as gradebook:
        before = read_marks(gradebook, demo.lab)
    done = subprocess.run(
        [BIN / "nbgrader", "autograde", demo.lab, "--force", "--student", "S0101"],
        cwd=course,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0 and "dxlab cohort grade" in done.stderr
    with open_gradebook(cohort.stock) as gradebook:
        assert read_marks(gradebook, demo.lab) == before
