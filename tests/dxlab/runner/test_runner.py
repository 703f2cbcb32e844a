"""Cells leave the outputs that nbclient would have stored."""

import nbclient
import nbformat
import pytest

from grader.engine.child import Child, ChildGone
from grader.engine.containment import TRUSTED, ensure_containment
from grader.engine.model import Limits
from grader.engine.outputs import clean_html
from grader.engine.process import RunnerProcess

CELLS = {
    "print and value": "print('one')\nprint('two')\n1 + 1",
    "table": "import pandas as pd\npd.DataFrame({'件数': [1, 2]})",
    "display": "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))\nprint('later')",
    "error": "{}['nai']",
    "syntax error": "def f(:",
    "cleared": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')",
    "updated": (
        "from IPython.display import display\nhandle = display('first', display_id=True)\nhandle.update('second')"
    ),
    "none": "x = 3",
    "await": "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nNone",
}


def plain(outputs):
    """Outputs without what differs on purpose: traceback colours, and HTML that the engine sanitises."""
    kept = []
    for output in outputs:
        output = {k: v for k, v in output.items() if k not in ("metadata", "execution_count")}
        if output["output_type"] == "error":
            output["traceback"] = len(output["traceback"])
        if "text/html" in output.get("data", {}):
            output["data"] = {**output["data"], "text/html": clean_html(output["data"]["text/html"])}
        kept.append(output)
    return kept


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    )
    nbclient.NotebookClient(notebook, allow_errors=True, resources={}, timeout=120).execute()
    return dict(zip(CELLS, [plain(cell.outputs) for cell in notebook.cells], strict=True))


@pytest.fixture(scope="module")
def process():
    limits = Limits(cell_seconds=1, output_bytes=200_000)
    with RunnerProcess(ensure_containment(TRUSTED).profile, limits) as process:
        yield process


@pytest.fixture
def open_child(process):
    """One notebook's process, forked from a stage that no leading cell has run in."""

    def open_(files=None):
        return Child(process.open_stage(files or {}, []))

    return open_


@pytest.fixture(scope="module")
def ours(process):
    with Child(process.open_stage({}, [])) as child:
        return {name: plain(child.run_cell("c", source).outputs) for name, source in CELLS.items()}


@pytest.mark.parametrize("name", CELLS)
def test_outputs_equal_nbclient(name, ours, recorded):
    assert ours[name] == recorded[name]


def test_streams_stand_in_the_order_in_which_they_were_written(open_child):
    # A kernel buffers each stream, so there the order depends on timing.
    source = "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')\nprint('d')"
    with open_child() as child:
        outputs = child.run_cell("c", source).outputs
    assert [(o["name"], o["text"]) for o in outputs] == [
        ("stdout", "a\n"),
        ("stderr", "b\n"),
        ("stdout", "c\nd\n"),
    ]


def test_descriptors_are_recorded_and_stdin_is_empty(open_child):
    with open_child() as child:
        run = child.run_cell("c", "import os\nos.system('echo from-a-program')")
        assert any("from-a-program" in o.get("text", "") for o in run.outputs)
        assert not child.run_cell("c", "input()").ok


def test_an_endless_cell_is_stopped_and_the_next_one_runs(open_child):
    with open_child() as child:
        run = child.run_cell("c", "while True:\n    pass")
        assert run.timed_out and not run.ok
        assert child.run_cell("c", "x = 1").ok


def test_a_cell_that_ignores_the_interrupt_ends_the_child(open_child):
    source = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"
    with open_child() as child, pytest.raises(ChildGone):
        child.run_cell("c", source)


def test_death_is_noticed(open_child):
    with open_child() as child, pytest.raises(ChildGone):
        child.run_cell("c", "import os\nos._exit(0)")


def test_output_is_cut(open_child):
    with open_child() as child:
        run = child.run_cell("c", "print('x' * 1_000_000)")
        assert sum(len(o["text"]) for o in run.outputs) < 210_000


def test_environment_and_folder_are_clean(open_child):
    with open_child({"data/a.csv": b"a\n1\n"}) as child:
        run = child.run_cell("c", "import os\nprint(sorted(os.environ))\nprint(open('data/a.csv').read())")
        text = run.outputs[0]["text"]
    assert "JUPYTERHUB_API_TOKEN" not in text and "PYTHONPATH" not in text and "a\n1" in text
