"""One submission from bytes to points."""

import importlib.util
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat import NotebookNode, from_dict, validate
from nbgrader.utils import determine_grade

from dxlab.outcome import Status
from grader.engine import Limits, State, Submission, grade_submission

_spec = importlib.util.spec_from_file_location("tiny", Path(__file__).with_name("tiny.py"))
tiny = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny)

RIGHT = "def double(x):\n    return x + x"
LIMITS = Limits(cell_seconds=3, question_seconds=3, total_seconds=60)


@pytest.fixture(scope="session")
def assignment(tmp_path_factory):
    """One for all tests, so that the warm processes are shared."""
    return tiny.assignment(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def grade(tmp_path, assignment):
    def run(cells, name="tiny.ipynb", files=None):
        folder = tiny.hand_in(tmp_path / "submitted", cells, name)
        for path, data in (files or {}).items():
            (folder / path).write_bytes(data)
        return grade_submission(assignment, Submission("s1", folder), LIMITS)

    return run


def points(result):
    return {e.id: e.points for e in result.exercises}


def test_right_answer_earns_its_points_and_nbgrader_reads_the_same(grade):
    result = grade(tiny.cells(RIGHT, memo="書きました"))
    assert points(result) == {"q1": 4.0, "q2": 0.0, "quiz": 0.0}
    assert result.state is State.GRADED and result.manual_pending == ("r1",)
    notebook = from_dict(result.notebook)
    validate(notebook)
    graded = {c.id: c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")}
    assert determine_grade(NotebookNode(graded["q1"])) == (4.0, 4)
    assert determine_grade(NotebookNode(graded["q2"])) == (0.0, 2)


def test_partial_points_and_wrong_answers_say_why(grade):
    half = grade(tiny.cells("def double(x):\n    return abs(x) * 2"))
    assert points(half)["q1"] == 2.0 and half.exercises[0].outcome.messages == ("負の数も2倍にしましょう。",)
    wrong = grade(tiny.cells("def double(x):\n    return x"))
    assert points(wrong)["q1"] == 0.0 and wrong.exercises[0].outcome.messages == ("2倍になっていません。",)


def test_untouched_notebook_is_not_attempted(grade):
    result = grade(tiny.cells(tiny.STUB))
    assert {e.outcome.status for e in result.exercises} == {Status.NOT_ATTEMPTED}
    assert result.score == 0 and result.manual_pending == ()


def test_renamed_function_is_explained_not_unattempted(grade):
    result = grade(tiny.cells("def twice(x):\n    return x * 2"))
    assert result.exercises[0].outcome.status is Status.FAILED
    assert "double" in result.exercises[0].outcome.messages[0]


def test_quiz_is_read_from_answers_json(grade):
    given = {"version": 1, "quiz": {"t1": "a", "t2": "b", "t3": "c", "t4": "a"}, "values": {}}
    result = grade(tiny.cells(tiny.STUB), files={"answers.json": json.dumps(given).encode()})
    assert points(result)["quiz"] == 3.0


FORM_STUB = 'q1 = answered("q1")'
FORM_LAB = """{"id": "tiny", "title": "t", "exercises": [
 {"id": "q1", "points": 4, "kind": "auto", "answer": "q1_answer", "stub": "q1 = answered(\\"q1\\")"}]}"""


@pytest.fixture
def grade_form(tmp_path, assignment):
    """q1 is answered in a form; its check takes ``["b"]``."""
    hidden = tmp_path / "hidden.py"
    hidden.write_text(
        "from dxlab.outcome import failed, passed\n\n\n"
        'def q1(q1, *, ask):\n    return passed() if q1 == ["b"] else failed("ちがいます。")\n'
        "def q2(other, *, ask):\n    return failed()\n"
    )
    first, *rest = assignment.exercises
    form = replace(
        assignment,
        version="form",
        hidden=hidden,
        exercises=(replace(first, stub=FORM_STUB), *rest),
        files={"lab.json": FORM_LAB.encode(), "forms.toml": b'[q1]\nkind = "text"\nlabel = "x"\n'},
    )
    setup = next(c for c in form.source["cells"] if c["id"] == "setup")
    source = {**form.source, "cells": [{**setup, "source": "from dxlab import *"}, *form.source["cells"][1:]]}

    def run(text, value=None, raw=None):
        folder = tiny.hand_in(tmp_path / "submitted", tiny.cells(text))
        values = {} if value is None else {"q1": value}
        data = json.dumps({"version": 1, "quiz": {}, "values": values}).encode()
        (folder / "answers.json").write_bytes(raw or data)
        result = grade_submission(replace(form, source=source), Submission("s1", folder), LIMITS)
        return result.exercises[0].outcome.status, result.exercises[0].points

    return run


def test_a_form_is_attempted_when_a_value_is_recorded(grade_form):
    assert grade_form(FORM_STUB) == (Status.NOT_ATTEMPTED, 0)
    assert grade_form(FORM_STUB, ["b"]) == (Status.PASSED, 4)
    assert grade_form(FORM_STUB, ["a"]) == (Status.FAILED, 0)


def test_a_form_answered_by_hand(grade_form):
    assert grade_form('q1 = ["b"]') == (Status.PASSED, 4)
    assert grade_form('q1 = ["b"]', ["a"]) == (Status.PASSED, 4)
    assert grade_form("q1 = ____", ["b"]) == (Status.FAILED, 0)
    assert grade_form("", ["b"]) == (Status.NOT_ATTEMPTED, 0)


def test_a_form_with_broken_answers_is_not_attempted(grade_form):
    assert grade_form(FORM_STUB, raw=b'{"version": 1, "values": {"q1": 1e999}}') == (Status.NOT_ATTEMPTED, 0)
    assert grade_form(FORM_STUB, raw=b"[" * 1000) == (Status.NOT_ATTEMPTED, 0)


def test_broken_answers_json_costs_only_the_quiz(grade):
    result = grade(tiny.cells(RIGHT), files={"answers.json": b"{" * 100_000})
    assert points(result) == {"q1": 4.0, "q2": 0.0, "quiz": 0.0}
    assert any("answers.json" in problem for problem in result.problems)


def test_deleted_cells_come_back_with_zero(grade):
    result = grade([c for c in tiny.cells(RIGHT) if c["id"] not in ("q2_answer", "q2")])
    assert points(result)["q1"] == 4.0 and points(result)["q2"] == 0.0
    assert any("q2" in problem for problem in result.problems)
    assert [c["id"] for c in result.notebook["cells"]] == [c["id"] for c in tiny.cells("")]


def test_duplicated_cells_count_the_first(grade):
    cells = tiny.cells(RIGHT)
    cells.insert(3, tiny.code("q1_answer", "def double(x):\n    return 0", locked=False, solution=True))
    assert points(grade(cells))["q1"] == 4.0


def test_metadata_of_the_submission_is_not_trusted(grade):
    cells = tiny.cells("def double(x):\n    return 0")
    for cell in cells:
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception"]
        cell["metadata"]["nbgrader"]["points"] = 200
    cells[2]["source"] = "42"
    result = grade(cells)
    assert result.score == 0 and result.maximum == 11
    assert all("tags" not in c["metadata"] for c in result.notebook["cells"])
    assert result.notebook["cells"][2]["source"] == 'check("q1")'


def test_own_cells_run_where_they_stand(grade):
    cells = tiny.cells("def double(x):\n    return x * factor")
    cells.insert(
        1, {"cell_type": "code", "id": "mine", "metadata": {}, "source": "factor = 2", "outputs": []}
    )
    assert points(grade(cells))["q1"] == 4.0


def test_later_cells_do_not_change_earlier_answers(grade):
    cells = tiny.cells(RIGHT)
    cells.append(
        {
            "cell_type": "code",
            "id": "mine",
            "metadata": {},
            "source": "def double(x): return 0",
            "outputs": [],
        }
    )
    assert points(grade(cells))["q1"] == 4.0


def test_endless_loop_costs_only_itself(grade):
    cells = tiny.cells(RIGHT)
    cells[3]["source"] = "while True: pass"
    result = grade(cells)
    assert points(result)["q1"] == 4.0 and result.state is State.PARTIAL


@pytest.mark.story
def test_endless_function_is_a_timeout(grade):
    result = grade(tiny.cells("def double(x):\n    while True: pass"))
    assert result.exercises[0].outcome.status is Status.TIMEOUT and result.state is State.PARTIAL


def test_death_keeps_what_was_earned_before(grade):
    cells = tiny.cells(RIGHT)
    cells[3]["source"] = "import os\nos._exit(0)"
    result = grade(cells)
    assert points(result)["q1"] == 4.0 and result.state is State.PARTIAL and result.problems


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\x00" * 50, b"[" * 200_000, b"[]", b"{}", b'{"cells": 3}', b"\xff\xfe"],
    ids=range(8),
)
def test_what_is_no_notebook_is_unreadable(assignment, tmp_path, data):
    folder = tmp_path / "submitted"
    folder.mkdir()
    (folder / "tiny.ipynb").write_bytes(data)
    result = grade_submission(assignment, Submission("s1", folder), LIMITS)
    assert result.state is State.UNREADABLE and result.score == 0 and result.problems


def test_links_and_pipes_are_not_opened(assignment, tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text(json.dumps(tiny.notebook(tiny.cells(RIGHT))))
    folder = tmp_path / "submitted"
    folder.mkdir()
    (folder / "tiny.ipynb").symlink_to(secret)
    os.mkfifo(folder / "answers.json")
    result = grade_submission(assignment, Submission("s1", folder), LIMITS)
    assert result.state is State.UNREADABLE


def test_second_download_of_a_browser_is_recognised(grade):
    result = grade(tiny.cells(RIGHT), name="tiny (1).ipynb")
    assert points(result)["q1"] == 4.0 and any("tiny (1).ipynb" in p for p in result.problems)


def test_warnings_cost_nothing(grade):
    noisy = "import warnings, sys\ndef double(x):\n    warnings.warn('x'); print('y', file=sys.stderr)\n    return x * 2"
    assert points(grade(tiny.cells(noisy)))["q1"] == 4.0


def test_cells_of_hostile_forms_are_survived(grade):
    odd = [{"cell_type": "code"}, {"metadata": []}, {"metadata": {"nbgrader": 3}, "source": 7}, {"id": ["x"]}]
    strange = {
        "cell_type": "code",
        "metadata": {"nbgrader": {"grade_id": {"a": 1}, "schema_version": 99}},
        "source": ["1", 2],
    }
    assert points(grade([*odd, strange, *tiny.cells(RIGHT)]))["q1"] == 4.0


XSS = "<script>x()</script><img src=x onerror=x()><table><thead><tr><th>列</th></tr></thead></table>"


def test_what_an_instructor_will_see_holds_no_script(grade):
    show = f"from IPython.display import HTML, Javascript, Markdown, display\ndisplay(HTML({XSS!r}), Javascript('x()'), Markdown({XSS!r}))"
    cells = [
        *tiny.cells(RIGHT, memo=f"> 引用\n\n{XSS}"),
        {"cell_type": "code", "id": "mine", "metadata": {}, "source": show},
    ]
    notebook = grade(cells).notebook
    mine = next(c for c in notebook["cells"] if c["id"].startswith("own-"))
    shown = json.dumps(mine["outputs"], ensure_ascii=False)
    assert "<script" not in shown and "onerror" not in shown and "javascript" not in shown
    assert "<th>列</th>" in shown
    memo = next(c for c in notebook["cells"] if c["id"] == "r1")["source"]
    assert "<" not in memo and memo.startswith("> 引用")


def test_a_line_that_the_child_only_claims_is_not_shown(grade):
    smuggle = (
        "def double(x):\n"
        "    import linecache\n"
        "    line = f'raise ValueError  # {x}'\n"
        "    linecache.cache['<smuggled>'] = (1, None, [line], '<smuggled>')\n"
        "    exec(compile(line, '<smuggled>', 'exec'))"
    )
    (message,) = grade(tiny.cells(smuggle)).exercises[0].outcome.messages
    assert "raise ValueError" not in message
    own = "def double(x):\n    raise ValueError(str(x))"
    (message,) = grade(tiny.cells(own)).exercises[0].outcome.messages
    assert "raise ValueError(str(x))" in message
