"""nbgrader's own commands and buttons lead to dxlab in a course that was attached, and back after it was not."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.bench.inline_course import NAME, hand_in, hand_in_honestly, model_answers
from grader.stock.attach import COPY

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("inline")]
BIN = Path(sys.executable).parent
Command = Callable[..., Any]
API = """
import json, sys
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
app = NbGrader(); app.initialize([], root=sys.argv[1])
print(json.dumps(NbGraderAPI(app.coursedir, parent=app).autograde(sys.argv[2], sys.argv[3])))
"""


def config_of(root: Path) -> Path:
    return root / "nbgrader_config.py"


def autograde(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "nbgrader", "autograde", NAME, *options], cwd=root, capture_output=True, text=True, check=False
    )


def outcome(root: Path, student: str) -> str:
    """ "dxlab" or "nbgrader": who wrote the graded notebook. nbgrader keeps no Japanese of ours."""
    stored = root / ".dxlab" / "inline" / NAME / "results" / f"{student}.json"
    return "dxlab" if stored.exists() else "nbgrader"


@pytest.mark.parametrize(
    "before", [b"c = get_config()\n", b"c = get_config()", b"\r\n# \xe8\xa8\xad\xe5\xae\x9a\r\n", None]
)
def test_detached_it_is_as_it_was(
    course_of: Callable[[str], Path], dxlab: Command, before: bytes | None
) -> None:
    root = course_of("several")
    config_of(root).unlink()
    if before is not None:
        config_of(root).write_bytes(before)
    assert dxlab("attach", root, "--yes").code == 0
    assert (root / COPY).exists() is (before is not None)
    assert dxlab("attach", root, "--detach", "--yes").code == 0
    assert (config_of(root).read_bytes() if config_of(root).exists() else None) == before
    assert not (root / COPY).exists()


def test_what_was_changed_meanwhile_stays(course_of: Callable[[str], Path], dxlab: Command) -> None:
    root = course_of("several")
    assert dxlab("attach", root, "--yes").code == 0
    with config_of(root).open("a") as file:
        file.write("c.Exchange.root = '/srv/exchange'\n")
    done = dxlab("attach", root, "--detach", "--yes")
    assert "写しを残してあります" in done.out
    text = config_of(root).read_text()
    assert "/srv/exchange" in text and "dxlab" not in text
    assert (root / COPY).exists()


def test_nothing_is_changed_without_a_yes(
    course_of: Callable[[str], Path], dxlab: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = course_of("several")
    before = config_of(root).read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert dxlab("attach", root).code == 130
    assert config_of(root).read_bytes() == before
    assert not (root / COPY).exists()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda root: config_of(root).write_text("1/0\n"), "attach-failed"),
        (lambda root: config_of(root).write_text("c = get_config()\nc.CourseDirectory.root = '/tmp'\n"), "attach-failed"),
        (lambda root: (root / "cohort.toml").write_text(""), "attach-cohort"),
        (lambda root: (root / COPY).write_text(""), "attach-copy"),
    ],
)  # fmt: skip
def test_where_it_can_not_be_done_all_stays(
    course_of: Callable[[str], Path], dxlab: Command, spoil: Callable[[Path], object], code: str
) -> None:
    root = course_of("several")
    spoil(root)
    before = config_of(root).read_bytes()
    done = dxlab("attach", root, "--yes")
    assert f"（コード: {code}）" in done.err
    assert config_of(root).read_bytes() == before


def test_twice_and_never(course_of: Callable[[str], Path], dxlab: Command, tmp_path: Path) -> None:
    root = course_of("several")
    assert "（コード: not-attached）" in dxlab("attach", root, "--detach", "--yes").err
    assert dxlab("attach", root, "--yes").code == 0
    assert "（コード: attached-already）" in dxlab("attach", root, "--yes").err
    (tmp_path / "empty").mkdir()
    assert "（コード: course-missing）" in dxlab("attach", tmp_path / "empty", "--yes").err


def test_the_command_and_the_api_lead_to_dxlab(course_of: Callable[[str], Path], dxlab: Command) -> None:
    root = course_of("several")
    hand_in_honestly(root)
    assert dxlab("attach", root, "--yes").code == 0
    done = autograde(root, "--student", "complete")
    assert done.returncode == 0, done.stderr
    assert "complete: 自動採点 7/7 点。人が読む記述が1件あります。" in done.stderr
    assert outcome(root, "complete") == "dxlab"
    assert outcome(root, "blank") == "nbgrader", "only who was asked for"

    answer = subprocess.run(
        [sys.executable, "-c", API, root, NAME, "half"], cwd=root, capture_output=True, text=True, check=True
    )
    assert json.loads(answer.stdout.splitlines()[-1])["success"] is True
    assert outcome(root, "half") == "dxlab"

    one = autograde(root, "--notebook", "part-a")
    assert one.returncode != 0
    assert "課題ごとに採点します" in one.stderr

    assert dxlab("attach", root, "--detach", "--yes").code == 0
    hand_in(root, "later")
    back = autograde(root, "--student", "later")
    assert back.returncode == 0, back.stderr
    assert outcome(root, "later") == "nbgrader"


@pytest.fixture
def server(
    course_of: Callable[[str], Path], dxlab: Command, jupyter: Callable[..., Any], tmp_path: Path
) -> Iterator[tuple[str, Path]]:
    """JupyterLab on an attached course, and the course."""
    root = course_of("several")
    hand_in_honestly(root)
    models = model_answers(root)
    hand_in(root, "学生-01", lambda name, _: models[name])
    assert dxlab("attach", root, "--yes").code == 0
    with jupyter(root, tmp_path) as address:
        yield address, root


@pytest.mark.browser
def test_the_formgraders_button_leads_to_dxlab(
    server: tuple[str, Path], chromium: str, tmp_path: Path
) -> None:
    from playwright.sync_api import sync_playwright

    address, root = server
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(locale="ja-JP")
        page.goto(f"{address}/?token=t")
        page.goto(f"{address}/formgrader/manage_submissions/{NAME}")
        for student in ("complete", "学生-01"):
            row = page.locator("tbody tr", has_text=student)
            with page.expect_response(lambda answer: answer.request.method == "POST", timeout=120_000) as got:
                row.locator(".autograde a").click()
            assert got.value.json()["success"] is True, got.value.text()
            page.wait_for_selector("text=Successfully autograded")
            page.screenshot(path=tmp_path / "button.png")
            page.reload()
        page.goto(f"{address}/formgrader/gradebook/{NAME}/part-a")
        page.wait_for_selector("tbody tr td a")
        page.screenshot(path=tmp_path / "gradebook.png")
        browser.close()
    assert [outcome(root, student) for student in ("complete", "学生-01", "blank")] == [
        "dxlab",
        "dxlab",
        "nbgrader",
    ]
