"""In JupyterLab as a learner starts it: reset, the quiz form, and a first key that comes too early."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

from grader.selfstudy.server import build_command, build_environment

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and os.environ.get("DXLAB_REQUIRE_BROWSER") != "1",
        reason=f"{CHROMIUM} is missing",
    ),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


@pytest.fixture
def server(lab_folder, tmp_path):
    """JupyterLab over the lab's folder; its address."""
    port = free_port()
    options = ("--no-browser", f"--ServerApp.port={port}", "--ServerApp.port_retries=0")
    command = build_command(lab_folder, (*options, "--IdentityProvider.token="))
    env = build_environment({**os.environ, "IPYTHONDIR": str(tmp_path / "ipython")})
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}/api")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:  # seen once: the server waits for a kernel that has gone
                process.kill()
                process.wait()


@pytest.fixture
def page():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS.split())
        yield browser.new_page(viewport={"width": 1200, "height": 3000})
        browser.close()


def run_cell(page, number: int) -> None:
    """Click into a code cell and run it, staying there."""
    page.locator(".jp-Notebook .jp-CodeCell .cm-content").nth(number).click()
    page.keyboard.press("Control+Enter")


def open_lab(page, server: str, lab: str) -> None:
    page.goto(f"{server}/lab/tree/{lab}.ipynb", timeout=120_000)
    page.wait_for_selector(".jp-Notebook .jp-CodeCell .cm-content", timeout=120_000)


def greet(page, number: int) -> None:
    """Run the first cell; again while JupyterLab, still restoring itself, has not taken the key."""
    prompt = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").nth(number)
    for _ in range(20):
        if prompt.inner_text().strip() in ("[ ]:", ""):
            run_cell(page, number)
        page.wait_for_timeout(2_000)
        if page.get_by_text("問題4問").count():
            return
    raise AssertionError("start() showed no greeting")


def test_a_key_before_the_kernel_is_there_opens_no_dialog(fake_lab, server, page):
    """JupyterLab learns the kernel's name only after its checkpoint; a slow disk makes that long."""
    page.route("**/checkpoints*", lambda route: (page.wait_for_timeout(4_000), route.continue_()))
    open_lab(page, server, fake_lab.LAB_ID)
    run_cell(page, 0)
    page.get_by_text("問題4問").wait_for(timeout=60_000)
    assert page.locator(".jp-Dialog").count() == 0


def test_reset_and_quiz(lab_folder, fake_lab, server, page):
    notebook = fake_lab.build_notebook()
    answer = next(cell for cell in notebook.cells if cell.id == "q1_answer")
    answer.source = fake_lab.RIGHT_Q1 + '\nreset("q1")'
    nbformat.write(notebook, lab_folder / f"{fake_lab.LAB_ID}.ipynb")
    code = [cell.id for cell in notebook.cells if cell.cell_type == "code"]

    open_lab(page, server, fake_lab.LAB_ID)
    greet(page, code.index("setup"))
    run_cell(page, code.index("q1_answer"))
    page.get_by_text("はじめの形に戻しました").wait_for(timeout=60_000)
    editor = page.locator(".jp-Notebook .jp-CodeCell .cm-content").nth(code.index("q1_answer"))
    assert "\n".join(editor.locator(".cm-line").all_inner_texts()).strip() == fake_lab.STUB_Q1.strip()
    assert (lab_folder / "old-answers" / "q1-1.py").read_text() == fake_lab.RIGHT_Q1

    run_cell(page, code.index("quiz_form"))
    # The second question's second option: the first is for practice.
    option = page.get_by_label("b. いいえ").first
    option.wait_for(timeout=60_000)
    option.check()
    page.get_by_text("t1 に「b. いいえ」と記録しました").wait_for(timeout=60_000)
    assert json.loads((lab_folder / "answers.json").read_text())["quiz"] == {"t1": "b"}
    # By keyboard as well: Tab reaches every button (JupyterLab keeps the arrow keys for cells).
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.get_by_text("t1 に「a. はい」と記録しました").wait_for(timeout=60_000)
    assert json.loads((lab_folder / "answers.json").read_text())["quiz"] == {"t1": "a"}


def test_a_form_by_keyboard_alone_and_after_reopening(lab_folder, fake_lab, server, page):
    """Tab and Space choose; what was chosen is there again when the page is opened anew."""
    raw = json.loads((lab_folder / "lab.json").read_text())
    stub = 'f1 = answered("f1")'
    raw["exercises"][0] = {
        "id": "f1",
        "title": "仕分け",
        "points": 5,
        "kind": "auto",
        "answer": "f1_answer",
        "stub": stub,
    }
    (lab_folder / "lab.json").write_text(json.dumps(raw))
    (lab_folder / "forms.toml").write_text(
        '[f1]\nkind = "sort"\nlabel = "仲間"\noptions = ["DX", "デジタル化"]\nitems = ["紙をPDFにした", "列をなくした"]\n'
    )
    notebook = fake_lab.build_notebook()
    notebook.cells = notebook.cells[:1] + [nbformat.v4.new_code_cell('form("f1")', id="f1_form")]
    nbformat.write(notebook, lab_folder / f"{fake_lab.LAB_ID}.ipynb")

    open_lab(page, server, fake_lab.LAB_ID)
    greet(page, 0)
    run_cell(page, 1)
    page.get_by_text("紙をPDFにした の答え").wait_for(timeout=60_000)
    page.keyboard.press("Escape")
    first = page.locator(".widget-radio-box input").first
    for _ in range(30):
        if first.evaluate("radio => radio === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_text("あと1個です").wait_for(timeout=60_000)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_text("2個すべて選びました").wait_for(timeout=60_000)
    chosen = {"紙をPDFにした": "DX", "列をなくした": "DX"}
    assert json.loads((lab_folder / "answers.json").read_text())["values"] == {"f1": chosen}

    page.keyboard.press("Control+s")
    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-CodeCell .cm-content", timeout=120_000)
    run_cell(page, 1)
    page.wait_for_function(
        "() => document.querySelectorAll('.widget-radio-box input:checked').length === 2", timeout=60_000
    )
