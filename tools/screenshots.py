"""The pictures of the README: a lab in JupyterLab and a feedback page, drawn in headless Chromium.

    make demo && python tools/screenshots.py

Needs Debian's chromium. Writes docs/images/lab.png and docs/images/feedback.png.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from playwright.sync_api import Browser, sync_playwright

from grader.demo.story import LAB
from grader.selfstudy.server import build_command, build_environment
from grader.selfstudy.workspace import prepare_workspace
from grader.settings import find_course

IMAGES = Path(__file__).parent.parent / "docs" / "images"
LEARNER = "S0110"  # of the demo: some right, some not yet
HEADING = "問3"
BEFORE_AFTER = """def did(df, start="2025-07"):
    pilot = df[df["pilot"] == 1]
    return weighted_mean(pilot[pilot["ym"] >= start]) - weighted_mean(pilot[pilot["ym"] < start])
"""
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def main() -> None:
    root = Path(__file__).parent.parent
    page = root / "demo" / "course" / "feedback" / LEARNER / LAB / f"{LAB}.html"
    if not page.is_file():
        raise SystemExit("まず make demo を実行してください。 / run `make demo` first")
    if not subprocess.run(["fc-list", ":lang=ja"], capture_output=True, check=False).stdout:
        raise SystemExit(
            "日本語のフォントがありません。 / no Japanese font (Debian: apt-get install fonts-noto-cjk)"
        )
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play, tempfile.TemporaryDirectory() as scratch:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        draw_feedback(browser, page)
        draw_lab(browser, Path(scratch))
        browser.close()


def draw_feedback(browser: Browser, page: Path) -> None:
    """The upper part of one person's feedback page."""
    view = browser.new_page(viewport={"width": 1000, "height": 1180}, locale="ja-JP")
    view.goto(page.as_uri())
    view.screenshot(path=IMAGES / "feedback.png")


def draw_lab(browser: Browser, workspace: Path) -> None:
    """The lab's third exercise after a common mistake, in JupyterLab."""
    prepare_workspace(find_course(Path(__file__).parent), workspace)
    run_with_a_mistake(workspace / LAB / f"{LAB}.ipynb")
    with run_server(workspace) as address:
        view = browser.new_page(viewport={"width": 1380, "height": 1000}, locale="ja-JP")
        view.goto(f"{address}/lab/tree/{LAB}/{LAB}.ipynb?token=t")
        view.wait_for_selector(".jp-Notebook-cell", timeout=120_000)
        view.wait_for_timeout(6000)
        view.keyboard.press("Control+b")  # the file list makes the page narrow
        scroll_to_exercise(view)
        view.wait_for_timeout(2500)
        view.screenshot(path=IMAGES / "lab.png")


def run_with_a_mistake(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.id == "q3_answer").source = BEFORE_AFTER
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    nbformat.write(notebook, path)


def scroll_to_exercise(view) -> None:  # type: ignore[no-untyped-def]
    """JupyterLab draws only what is near: scroll until the heading of the exercise stands at the top."""
    view.mouse.move(700, 600)
    for _ in range(200):
        heading = view.locator(".jp-Notebook h2", has_text=HEADING)
        box = heading.first.bounding_box() if heading.count() else None
        if box and box["y"] < 220:
            return
        view.mouse.wheel(0, 300 if box is None or box["y"] > 600 else 60)
        view.wait_for_timeout(150)


@contextmanager
def run_server(root: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ("--no-browser", f"--ServerApp.port={port}", "--IdentityProvider.token=t")
    process = subprocess.Popen(
        build_command(root, options),
        env=build_environment(dict(os.environ)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str) -> str:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api?token=t")
            return address
        except OSError:
            time.sleep(0.5)
    raise SystemExit("JupyterLab did not start")


if __name__ == "__main__":
    main()
