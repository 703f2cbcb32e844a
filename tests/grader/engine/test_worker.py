"""The warm processes: leading cells run once, and what dies is started anew."""

import importlib.util
import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from dxlab.outcome import Status
from grader.engine import Limits, State, Submission, grade_submission
from grader.engine.child import Child, read_run
from grader.engine.containment import TRUSTED, ensure_containment
from grader.engine.process import RunnerProcess
from grader.engine.worker import close_workers

_spec = importlib.util.spec_from_file_location("tiny", Path(__file__).with_name("tiny.py"))
tiny = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny)

ROOT = Path(__file__).parents[3]
RIGHT = "def double(x):\n    return x + x"
LIMITS = Limits(cell_seconds=20, question_seconds=20, total_seconds=60)

pytestmark = pytest.mark.attacks  # processes are killed

LEADING = [
    ("import", "import pandas as pd, numpy as np, matplotlib.pyplot as plt, random"),
    ("file", "rows = pd.read_csv('data/a.csv')\nopen('note.txt', 'w').write('left')\nrows"),
    (
        "figure",
        "plt.figure(figsize=(3, 2)); plt.plot(rows['a']); plt.title('件数'); plt.show()\nprint('shown')",
    ),
    ("error", "rows['nai']"),
    ("seed", "np.random.seed(3); random.seed(3)\nnp.random.rand()"),
]
FOLLOWING = [
    ("history", "_, len(In), sorted(n for n in dir() if not n.startswith('_'))[:3]"),
    ("state", "open('note.txt').read(), rows.shape, plt.get_fignums()"),
    ("random", "np.random.rand(3).tolist(), random.random()"),
    ("figure2", "plt.figure(figsize=(3, 2)); plt.plot([1, 2]); plt.show()"),
    ("count", "get_ipython().execution_count"),
]


def test_a_shared_beginning_leaves_what_it_would_have_left_alone():
    with RunnerProcess(ensure_containment(TRUSTED).profile, LIMITS) as process:
        files = {"data/a.csv": b"a\n1\n2\n"}
        with Child(process.open_stage(files, [])) as child:
            alone = [child.run_cell(*cell) for cell in LEADING + FOLLOWING]
        stage = process.open_stage(files, LEADING)
        for _ in range(2):  # the second submission finds what the first one found
            with Child(stage) as child:
                shared = [read_run(reply, LIMITS) for reply in stage.cells]
                shared += [child.run_cell(*cell) for cell in FOLLOWING]
            assert shared == alone


def test_random_numbers_differ_unless_the_lab_chose_a_seed():
    draw = "import random, numpy as np\nrandom.random(), np.random.rand()"
    with RunnerProcess(ensure_containment(TRUSTED).profile, LIMITS) as process:
        stage = process.open_stage({}, [("import", "import random")])
        drawn = set()
        for _ in range(3):
            with Child(stage) as child:
                drawn.add(child.run_cell("c", draw).outputs[0]["data"]["text/plain"])
    assert len(drawn) == 3


@pytest.fixture
def assignment(tmp_path):
    close_workers()
    yield tiny.assignment(tmp_path)
    close_workers()


@pytest.fixture
def runners(assignment):
    """Call it for the processes of this test's runner, innermost last; other tests keep theirs warm."""
    before = {p.pid for p in psutil.Process().children(recursive=True)}

    def find(word="dxlab.runner"):
        found = [p for p in psutil.Process().children(recursive=True) if p.pid not in before]
        return [p for p in found if word in " ".join(p.cmdline())]

    return find


def submission(tmp_path, answer, name="s1"):
    return Submission(name, tiny.hand_in(tmp_path / name, tiny.cells(answer)))


@pytest.mark.parametrize("place", [0, 1, 2, -1], ids=["outer", "zygote", "stage", "notebook"])
def test_a_process_that_somebody_kills_costs_nobody_a_point(assignment, runners, tmp_path, place):
    slow = submission(tmp_path, "import time\ntime.sleep(2)\n" + RIGHT)
    grade_submission(assignment, submission(tmp_path, RIGHT, "warm"), LIMITS)

    def kill():
        time.sleep(1)
        os.kill(runners()[place].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    result = grade_submission(assignment, slow, LIMITS)
    killer.join()
    assert result.state is State.GRADED and result.exercises[0].points == 4.0


def test_when_it_always_dies_a_person_must_look(assignment, tmp_path, monkeypatch):
    from grader.engine import worker
    from grader.engine.process import ProcessLost

    def lost(self, files, cells):
        raise ProcessLost("gone")

    monkeypatch.setattr(worker.RunnerProcess, "open_stage", lost)
    result = grade_submission(assignment, submission(tmp_path, RIGHT), LIMITS)
    assert result.state is State.FAILED and result.exercises == () and result.problems


def test_a_notebook_that_kills_itself_keeps_its_earlier_points(assignment, tmp_path):
    cells = tiny.cells(RIGHT)
    cells[3]["source"] = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\nos._exit(3)"
    folder = tiny.hand_in(tmp_path / "s1", cells)
    result = grade_submission(assignment, Submission("s1", folder), LIMITS)
    assert result.state is State.PARTIAL and result.exercises[0].points == 4.0


# --- the judge ---------------------------------------------------------------------------

HEAVY = """
from dxlab.outcome import passed, failed
import time


def q1(double, *, ask):
    n = double(1)
    if n == 1:
        while True:
            pass
    if n == 2:
        return passed(str(len([0] * 10**10)))
    return passed() if ask.close(n, 3, 0) else failed("ちがいます。")


def q2(double, *, ask):
    return passed() if ask.close(double(5), 3, 0) else failed("ちがいます。")
"""


def test_a_check_that_an_answer_keeps_busy_is_ended_and_the_next_one_goes_on(assignment, tmp_path):
    (tmp_path / "hidden.py").write_text(HEAVY, encoding="utf-8")
    limits = replace(LIMITS, question_seconds=1)
    cells = tiny.cells("def double(x):\n    return 1 if x == 1 else 3")
    cells[3]["source"] = "other = 1"
    result = grade_submission(assignment, Submission("s1", tiny.hand_in(tmp_path / "s1", cells)), limits)
    first, second = result.exercises[:2]
    assert first.outcome.status is Status.LIMIT and first.points == 0
    assert second.points == 2.0 and result.state is State.PARTIAL


def test_memory_that_an_answer_asks_of_a_check_is_limited(assignment, tmp_path):
    (tmp_path / "hidden.py").write_text(HEAVY, encoding="utf-8")
    answer = "def double(x):\n    return 2 if x == 1 else 3"
    cells = tiny.cells(answer)
    cells[3]["source"] = "other = 1"
    result = grade_submission(assignment, Submission("s1", tiny.hand_in(tmp_path / "s1", cells)), LIMITS)
    assert result.exercises[0].outcome.status is Status.LIMIT and result.exercises[1].points == 2.0


def test_broken_checks_are_told_to_the_instructor(assignment, tmp_path):
    from grader.errors import ContentError

    (tmp_path / "hidden.py").write_text("def q1(:", encoding="utf-8")
    with pytest.raises(ContentError, match=r"hidden\.py"):
        grade_submission(assignment, submission(tmp_path, RIGHT), LIMITS)


def test_closing_leaves_no_process(assignment, runners, tmp_path):
    grade_submission(assignment, submission(tmp_path, RIGHT), LIMITS)
    assert runners() and runners("judging")
    close_workers()
    assert not runners() and not runners("judging")


def test_only_our_own_assignment_is_unpickled():
    """No pickle crosses from a trainee's process: the one load reads what this process has written."""
    sources = [p for room in ("grader", "dxlab") for p in (ROOT / room).rglob("*.py")]
    loads = {p.name for p in sources if "pickle.load" in p.read_text(encoding="utf-8")}
    assert loads == {"judging.py"}
