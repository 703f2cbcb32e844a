"""A hand-in full of scripts, opened in a real browser: feedback and every page of the formgrader."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from grader.cohort.collect import collect_lab
from grader.cohort.feedback import give_feedback
from grader.cohort.grading import Options, grade_lab, load_assignment
from grader.cohort.members import set_person
from grader.cohort.model import Cohort
from grader.settings import Course

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
LAB = "l001-tiny"
COURSE = Course(Path(__file__).parents[1] / "lab" / "course")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OUTSIDE = "http://outside.invalid"


def vectors(name: str) -> str:
    """HTML that runs ``window.XSS_<name>_<n> = 1`` or loads something wherever it is taken for HTML."""
    run = [f"window.XSS_{name}_{n}=1" for n in range(12)]
    return "\n".join(
        (
            f"<script>{run[0]}</script>",
            f"<img src=x onerror='{run[1]}'>",
            f"<svg onload='{run[2]}'><script>{run[3]}</script></svg>",
            f"</pre></textarea></style></title><img src=x onerror='{run[4]}'>",
            f"<iframe srcdoc='<script>parent.XSS_{name}_5=1</script>'></iframe>",
            f"<a href='javascript:{run[6]}'>press</a> <a href='data:text/html,<script>1</script>'>press</a>",
            f"<details open ontoggle='{run[7]}'><summary>s</summary></details>",
            f"<input autofocus onfocus='{run[8]}'>",
            f"<math><mtext><img src=x onerror='{run[9]}'></mtext></math>",
            f"<style>@import '{OUTSIDE}/a.css';</style><link rel=stylesheet href={OUTSIDE}/b.css>",
            f"<img src={OUTSIDE}/c.png><object data={OUTSIDE}/d></object><base href={OUTSIDE}/>",
            f"<meta http-equiv=refresh content='0;url={OUTSIDE}/e'><form action={OUTSIDE}><button>b</button></form>",
            f"[link](javascript:{run[10]}) ![image](javascript:{run[10]}) ![image]({OUTSIDE}/f.png)",
            f"$\\href{{javascript:{run[11]}}}{{x}}$ ${{alert(1)}} {{{{ 7*7 }}}}",
        )
    )


#: What a cell of the trainee's own does, by the name of its vector.
SHOWING = {
    "HTML": "from IPython.display import *\ndisplay(HTML({0!r}))",
    "MARKDOWN": "display(Markdown({0!r}))",
    "SCRIPT": "display(Javascript('window.XSS_SCRIPT_0=1;alert(1)'))",
    "SVG": 'display(SVG(\'<svg xmlns="http://www.w3.org/2000/svg" onload="window.XSS_SVG_0=1"/>\'))',
    "LATEX": "display(Latex({0!r}))",
    "KINDS": "display({{'text/html': {0!r}, 'image/png': '\"><script>window.XSS_KINDS_20=1</script>',"
    " 'image/jpeg': {0!r}, 'application/json': {{'a': {0!r}}}, 'text/x-{0}': {0!r},"
    " 'application/vnd.jupyter.widget-view+json': {{'model_id': {0!r}}}}}, raw=True)",
    "STDOUT": "print('\\x1b[31m' + {0!r} + '\\x1b[0m\\x1b]8;;javascript:window.XSS_STDOUT_20=1\\x07link')",
    "STDERR": "import sys\nprint({0!r}, file=sys.stderr)",
    "RESULT": "class R:\n    def __repr__(self): return {0!r}\n    def _repr_html_(self): return {0!r}\nR()",
    "ERROR": "raise type({0!r}, (Exception,), {{}})({0!r})",
}


def fill(folder: Path) -> None:
    """Put everything hostile into a hand-in."""
    path = folder / f"{LAB}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["title"] = vectors("TITLE")
    notebook["metadata"]["kernelspec"]["display_name"] = vectors("KERNEL")
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"a": vectors("WIDGET")}}
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    cells["q1_answer"]["source"] = (
        f"def average(df):\n    '''{vectors('CODE')}'''\n    raise ValueError({vectors('RAISED')!r})"
    )
    cells["q2_answer"]["source"] = f"longest = {vectors('VALUE')!r}\nrank = 1"
    cells["r1"]["source"] = vectors("WRITTEN") + "\n\n<!-- -->\n```\n" + vectors("FENCED") + "\n```\n"
    cells["text-1"]["source"] = vectors("TEXT")
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = [vectors("TAG")]
    own = [
        {"cell_type": "code", "id": f"o{n}", "metadata": {}, "outputs": [], "execution_count": None}
        | {"source": text.format(vectors(name))}
        for n, (name, text) in enumerate(SHOWING.items())
    ]
    raw = {"id": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": vectors("RAW")}
    own += [{"cell_type": "markdown", **raw, "id": "md"}, {"cell_type": "raw", **raw}]
    notebook["cells"][2:2] = own
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "<img src=x onerror=window.XSS_FILE_0=1>.txt").write_text("x")
    (folder / "page.html").write_text("<script>window.XSS_FILE_1=1</script>")
    (folder / "answers.json").write_text(json.dumps({"version": 1, "quiz": {"t1": vectors("QUIZ")}}))


@pytest.fixture
def graded(cohort: Cohort, hand_in: Any) -> Cohort:
    fill(hand_in("p1", "answer"))
    name, section = (re.sub(r"[<>\n]", " ", vectors(field)) for field in ("NAME", "SECTION"))
    set_person(cohort, "p1", {"name": name, "section": section})
    collect_lab(cohort, LAB)
    grade_lab(cohort, load_assignment(COURSE, cohort, LAB), Options(workers=1))
    return cohort


class Watch:
    """A page and everything that it should not have done."""

    def __init__(self, browser: Any) -> None:
        self.page = browser.new_page(locale="ja-JP")
        self.outside: list[str] = []
        self.dialogs: list[str] = []
        self.ran: set[str] = set()
        self.page.context.route("**/*", self._pass)
        self.page.on("dialog", self._dismiss)

    def open(self, address: str) -> str:
        """Everything that the page shows, after its scripts had time to run."""
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(500)
        self.look()
        return self.page.content()

    def look(self) -> None:
        found = "Object.keys(window).filter(name => name.startsWith('XSS_'))"
        self.ran.update(self.page.evaluate(found))
        dangerous = "a[href^='javascript:'], a[href^='data:'], iframe, object, embed, base"
        self.ran.update(self.page.locator(dangerous).evaluate_all("all => all.map(e => e.outerHTML)"))

    def _pass(self, route: Any) -> None:
        if re.match(r"(http://127\.0\.0\.1:|data:|file:|about:|blob:)", route.request.url):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check(self) -> None:
        assert (self.ran, self.outside, self.dialogs) == (set(), [], [])


@pytest.fixture
def watch(chromium: str) -> Iterator[Watch]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield Watch(browser)
        browser.close()


@contextmanager
def serving(cohort: Cohort, home: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    options = ["--no-browser", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options, "--IdentityProvider.token=t"],
            cwd=cohort.root,
            env={**os.environ, "PATH": programs, "HOME": str(home)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(f"{address}/api?token=t").close()
                    break
                except OSError:
                    assert process.poll() is None, "the server ended"
                    time.sleep(0.5)
            yield address
        finally:
            process.terminate()
            process.wait()


def test_the_planted_scripts_are_alive_on_a_careless_page(watch: Watch) -> None:
    lines = [line for line in vectors("ALIVE").splitlines() if "http-equiv" not in line]
    watch.page.set_content(f"<body>{' '.join(lines)}</body>")
    watch.page.wait_for_timeout(500)
    watch.look()
    assert {"XSS_ALIVE_0", "XSS_ALIVE_1", "XSS_ALIVE_2"} <= watch.ran
    assert watch.outside


def test_no_script_runs_in_feedback(graded: Cohort, watch: Watch) -> None:
    give_feedback(graded, LAB, hand_back=False)
    page = graded.stock.folder("feedback", LAB, "p1") / f"{LAB}.html"
    shown = watch.open(page.as_uri())
    watch.page.locator("summary").first.click()
    watch.page.wait_for_timeout(500)
    watch.look()
    assert "XSS_WRITTEN_0" in shown and "XSS_NAME_0" in shown, "shown as text"
    watch.check()


def test_no_script_runs_in_the_formgrader(graded: Cohort, watch: Watch, tmp_path: Path) -> None:
    with serving(graded, tmp_path) as address:
        watch.page.goto(f"{address}/?token=t")
        pages = ("manage_assignments", f"manage_submissions/{LAB}", "gradebook", f"gradebook/{LAB}")
        pages += (
            "manage_students",
            "manage_students/p1",
            f"manage_students/p1/{LAB}",
            f"gradebook/{LAB}/{LAB}",
        )
        for name in pages:
            watch.open(f"{address}/formgrader/{name}")
            watch.check()
        watch.page.locator("#toggle_names").click()
        watch.page.locator("tbody tr td a").first.evaluate("link => link.click()")
        watch.page.locator("input.score").first.wait_for()
        shown = watch.open(watch.page.url)
        assert "XSS_WRITTEN_0" in shown and "XSS_CODE_0" in shown, "shown as text"
        watch.check()
        keys = watch.page.evaluate("Object.keys(formgrader.keyboard_manager.handlers).length")
        assert keys, "without MathJax nbgrader's own keys still work"
        comment = watch.page.locator("textarea.comment").first
        comment.fill(vectors("COMMENT"))
        with watch.page.expect_response(lambda answer: answer.request.method == "PUT"):
            comment.press("Tab")
        watch.page.locator(".name-hidden.glyphicon").click()
        assert watch.page.locator("a.name-shown").is_visible(), "the policy lets nbgrader's own button work"
        watch.open(watch.page.url)
        watch.check()
    give_feedback(graded, LAB, hand_back=False)
    page = graded.stock.folder("feedback", LAB, "p1") / f"{LAB}.html"
    assert "XSS_COMMENT_0" in watch.open(page.as_uri())
    watch.check()


def test_graded_notebook_is_harmless_without_the_courses_config(
    graded: Cohort, watch: Watch, tmp_path: Path
) -> None:
    """A formgrader that another folder's server opened has nbconvert's own filters."""
    shutil.copy(graded.root / "autograded" / "p1" / LAB / f"{LAB}.ipynb", tmp_path / "copy.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--template", "classic", "copy.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    watch.open((tmp_path / "copy.html").as_uri())
    assert not {found for found in watch.ran if found.startswith("XSS_")}
