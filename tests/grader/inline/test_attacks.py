"""Attacks on inline tests: nothing is won, nothing of a hidden test is seen, honest people lose nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.bench.inline_course import NAME, answer, asserts, build_course, hand_in, locked, plain
from grader.engine import Limits

pytestmark = [pytest.mark.attacks, pytest.mark.xdist_group("inline")]

MARK = "MARK4711"
LIMITS = Limits(cell_seconds=4, question_seconds=4, total_seconds=40)
MODEL = {
    "total": 'total = int(df["n"].sum())',
    "double": "def double(x):\n    return x * 2",
    "table": 'table = df.assign(m=df["n"] + 1)',
    "limit": "def limit(x):\n    if x > 9:\n        raise ValueError('too large')\n    return x",
}
#: A wrong answer in every cell; attacks come on top.
WRONG = {
    "total": "total = 0",
    "double": "def double(x):\n    return 0",
    "table": "table = df.head(0)",
    "limit": "def limit(x):\n    return None",
}


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cells = [
        plain("import pandas as pd"),
        locked("read", 'df = pd.read_csv("data.csv")'),
        answer("total", MODEL["total"]),
        asserts("t_total", 'assert total == df["n"].sum()', 1, f'assert total == 45, "{MARK}"'),
        answer("double", MODEL["double"]),
        asserts("t_double", "assert double(4) == 8", 1, f'assert double("{MARK}") == "{MARK}{MARK}"'),
        answer("table", MODEL["table"]),
        asserts("t_table", 'assert table.equals(df.assign(m=df["n"] + 1))', 1, f'"{MARK}"'),
        answer("limit", MODEL["limit"]),
        asserts(
            "t_limit",
            "right = int(limit(5) == 5)\ntry:\n    limit(10)\nexcept ValueError:\n    right += 1\nright / 2",
            1,
        ),
    ]
    data = "n\n" + "".join(f"{n}\n" for n in range(10))
    return build_course(tmp_path_factory.mktemp("target") / "course", {"nb": cells}, {"data.csv": data})


ANY = """
class Any:
    def __getattr__(self, name): return Any()
    def __call__(self, *a, **k): return Any()
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __len__(self): return 3
    def __iter__(self): return iter([Any()])
    def __getitem__(self, key): return Any()
    def __hash__(self): return 1
    def __int__(self): return 8
    def __float__(self): return 8.0
    def __index__(self): return 8
    def __add__(self, other): return Any()
    __radd__ = __sub__ = __mul__ = __truediv__ = __gt__ = __lt__ = __ge__ = __le__ = __add__
"""
FAKE = """
import sys
from IPython import get_ipython
shell = get_ipython()
"""

#: Code in the first answer cell, before all wrong answers of ``WRONG`` but those given here.
ATTACKS: dict[str, dict[str, str]] = {
    "always_equal": {"total": ANY + "total = double = table = limit = Any()", "double": "", "table": "", "limit": ""},
    "equal_subclasses": {
        "total": "class I(int):\n    def __eq__(self, o): return True\n    __hash__ = int.__hash__\ntotal = I(1)",
        "double": "def double(x): return I(1)",
        "table": "class F(pd.DataFrame):\n    def equals(self, other): return True\ntable = F()",
        "limit": "def limit(x): return I(3)",
    },
    "patched_pandas": {
        "total": "pd.DataFrame.equals = lambda a, b: True\npd.Series.sum = lambda *a, **k: 0\ntotal = 0"
    },
    "patched_builtins": {"total": "import builtins\nbuiltins.AssertionError = SystemExit\nbuiltins.sum = lambda *a: 0\ntotal = 0"},
    "replaced_data": {"total": 'open("data.csv", "w").write("n\\n")\ndf = pd.read_csv("data.csv")\ntotal = 0'},
    "replaced_frame": {"total": 'df = pd.DataFrame({"n": []})\ntotal = 0', "table": 'table = df.assign(m=df["n"] + 1)'},
    "changed_frame": {"total": 'df["n"] = 0\ntotal = 0'},
    "run_cell_patched": {"total": FAKE + "shell.run_cell = lambda *a, **k: None\ntotal = 0"},
    "run_code_patched": {
        "total": FAKE + "async def run_code(*a, **k): return False\nshell.run_code = run_code\ntotal = 0"
    },
    "ast_transformer": {
        "total": FAKE
        + "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\n"
        "shell.ast_transformers.append(Drop())\ntotal = 0"
    },
    "input_transformer": {
        "total": FAKE + "shell.input_transformers_cleanup.append(lambda lines: ['1.0\\n'])\ntotal = 0"
    },
    "showtraceback_patched": {"total": FAKE + "shell.showtraceback = lambda *a, **k: None\ntotal = 0"},
    "formatter": {
        "total": FAKE + "shell.display_formatter.format = lambda o, *a, **k: ({'text/plain': '1.0'}, {})\ntotal = 0"
    },
    "recorder_patched": {
        "total": "import gc\nfrom dxlab.runner.recorder import Recorder\nfor r in gc.get_objects():\n"
        "    if isinstance(r, Recorder):\n        r.outputs = [{'output_type': 'execute_result', 'data': {'text/plain': '1'}, "
        "'metadata': {}, 'execution_count': 1}]\n        r._add = lambda *a: None\ntotal = 0"
    },
    "reply_patched": {
        "total": "from dxlab.runner import control, notebook\nreal = notebook.send_reply\n"
        "def send(c, r):\n    real(c, {**r, 'status': 'ok', 'over': False, 'outputs': []})\nnotebook.send_reply = send\ntotal = 0"
    },
    "snapshot_claims_modules": {
        "total": "from dxlab.runner import notebook\nnotebook.take = lambda ns, names: "
        "{n: {'is': 'module', 'value': 'pandas'} for n in names}\ntotal = 0"
    },
    "snapshot_claims_garbage": {
        "total": "from dxlab.runner import notebook\nnotebook.take = lambda ns, names: "
        "{n: {'is': 'data', 'value': 'AAAA' * 1000} for n in names}\ntotal = 0"
    },
    "snapshot_is_no_table": {
        "total": "from dxlab.runner import notebook\nnotebook.take = lambda ns, names: [1, 2, 3]\ntotal = 0"
    },
    "snapshot_claims_live": {
        "total": "from dxlab.runner import notebook\nnotebook.take = lambda ns, names: {n: {'is': 'live'} for n in names}\ntotal = 0"
    },
    "server_says_yes": {
        "total": "from dxlab.channel import server\nserver.Server.respond = lambda self, m, c: b'\\x00\\x00\\x00\\x02{}'\ntotal = 0"
    },
    "looks_for_tests": {
        "total": "import gc, sys\nfound = [o for o in gc.get_objects() if isinstance(o, str) and 'assert total' in o]\n"
        "print(found[:3])\ntotal = 0"
    },
    "looks_at_the_caller": {
        "double": "import sys\ndef double(x):\n    frame = sys._getframe()\n    while frame:\n"
        "        for v in list(frame.f_locals.values()):\n            if isinstance(v, int) and v == 2 * x: return v\n"
        "        frame = frame.f_back\n    return 0"
    },
    "reads_the_course": {
        "total": "import glob, os\nfor top in ('/', os.path.expanduser('~'), '..', '/tmp'):\n"
        "    for p in glob.glob(top + '/**/*.ipynb', recursive=True)[:50]:\n        print(open(p).read())\ntotal = 0"
    },
    "hidden_input_kept": {
        "double": "seen = []\ndef double(x):\n    seen.append(x)\n    open('seen.txt', 'a').write(str(x))\n    print(x)\n    return 0",
        "limit": "import os\nprint(seen, os.path.exists('seen.txt') and open('seen.txt').read())\ndef limit(x): return None",
    },
    "never_ends": {"double": "def double(x):\n    while True: pass", "limit": "def limit(x):\n    import time\n    time.sleep(99)"},
    "ends_the_process": {"double": "import os\ndef double(x):\n    os._exit(0)", "limit": "import sys\ndef limit(x):\n    sys.exit(0)"},
    "ends_everything": {"total": "import os\nos._exit(0)"},
    "kills_the_parent": {"total": "import os, signal\nfor p in (os.getppid() or 1, 1):\n    try: os.kill(p, signal.SIGKILL)\n    except Exception as e: print(e)\ntotal = 0"},
    "huge_answers": {"total": "total = 'x' * 100_000_000", "double": "def double(x): return [0] * 10_000_000", "table": "table = pd.DataFrame({'n': range(3_000_000)})"},
    "deep_answers": {"total": "total = []\nfor _ in range(100_000): total = [total]", "double": "def double(x):\n    a = {}\n    a[0] = a\n    return a"},
    "not_a_number": {"total": "total = float('nan')", "double": "def double(x): return float('nan')"},
    "raises_the_test_error": {"double": "def double(x):\n    raise KeyboardInterrupt", "limit": "def limit(x):\n    raise BaseException('x')"},
    "changes_between_calls": {"double": "import random\ndef double(x):\n    return random.random()"},
}  # fmt: skip


def spoil(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def on(folder: Path) -> None:
        path = folder / "nb.ipynb"
        nb = json.loads(path.read_text())
        change(nb)
        path.write_text(json.dumps(nb))

    return on


def graded_cells(nb: dict[str, Any]) -> list[dict[str, Any]]:
    return [c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]


def each_test(**fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda nb: [c.update(fields) for c in graded_cells(nb)] and None


def tagged(nb: dict[str, Any]) -> None:
    for cell in graded_cells(nb):
        cell["metadata"].update(tags=["skip-execution", "raises-exception"])


def more_points(nb: dict[str, Any]) -> None:
    for cell in graded_cells(nb):
        cell["metadata"]["nbgrader"].update(points=100, locked=False)


def stolen_names(nb: dict[str, Any]) -> None:
    """A cell of one's own with each test's name, after the real one."""
    own = [{**c, "id": f"own-{n}", "source": "1.0"} for n, c in enumerate(graded_cells(nb))]
    nb["cells"] += own


def dropped(nb: dict[str, Any]) -> None:
    nb["cells"] = [c for c in nb["cells"] if not c["metadata"].get("nbgrader", {}).get("grade")]


def turned_round(nb: dict[str, Any]) -> None:
    nb["cells"].reverse()


VALUE = [
    {"output_type": "execute_result", "data": {"text/plain": "1.0"}, "metadata": {}, "execution_count": 1}
]
FILES: dict[str, Callable[[Path], None]] = {
    "test_text_replaced": spoil(each_test(source="1.0")),
    "test_outputs_faked": spoil(each_test(outputs=VALUE)),
    "test_is_markdown": spoil(each_test(cell_type="markdown")),
    "test_tagged": spoil(tagged),
    "test_worth_more": spoil(more_points),
    "test_name_stolen": spoil(stolen_names),
    "test_dropped": spoil(dropped),
    "cells_reversed": spoil(turned_round),
    "kernel_named": spoil(lambda nb: nb["metadata"].update(kernelspec={"name": "evil", "language": "R"})),
    "pandas_shadowed": lambda folder: (folder / "pandas.py").write_text("raise SystemExit") and None,
    "site_customised": lambda folder: (
        (folder / "sitecustomize.py").write_text("import os; os._exit(0)") and None
    ),
    "data_linked": lambda folder: (folder / "more.csv").symlink_to("/etc/passwd"),
}


@pytest.fixture(scope="session")
def graded(target: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Everybody in one run, the honest ones between the others."""
    from grader.inline.grading import Options, grade_assignment
    from grader.stock.course import read_course

    for number, (name, answers) in enumerate(ATTACKS.items()):
        given = {**WRONG, **answers}
        hand_in(target, name, lambda n, _, given=given: given[n])  # type: ignore[misc]
        if number % 8 == 0:
            hand_in(target, f"honest{number}", lambda n, _: MODEL[n])
    for name, change in FILES.items():
        change(hand_in(target, name, lambda n, _: WRONG[n]))
    _, lines = grade_assignment(read_course(target), NAME, Options(limits=LIMITS))
    return target, {line.student: line for line in lines}


@pytest.mark.parametrize("name", [*ATTACKS, *FILES])
def test_an_attack_wins_nothing(graded: tuple[Path, dict[str, Any]], name: str) -> None:
    line = graded[1][name]
    assert line.score == 0
    assert line.state in ("graded", "partial")


def test_honest_people_lose_nothing(graded: tuple[Path, dict[str, Any]]) -> None:
    honest = [line for student, line in graded[1].items() if student.startswith("honest")]
    assert {(line.score, line.max, line.state) for line in honest} == {(4.0, 4.0, "graded")}


@pytest.mark.parametrize("name", [*ATTACKS, *FILES])
def test_no_hidden_test_is_seen(graded: tuple[Path, dict[str, Any]], name: str) -> None:
    """Only a test cell itself, which nbgrader shows to instructors, holds it."""
    path = graded[0] / "autograded" / name / NAME / "nb.ipynb"
    nb = nbformat.read(path, 4)
    others = [c for c in nb.cells if not c.metadata.get("nbgrader", {}).get("grade")]
    assert MARK not in json.dumps(others)


def test_nothing_of_the_machine_is_handed_on(graded: tuple[Path, dict[str, Any]]) -> None:
    found = [p for p in (graded[0] / "autograded").rglob("*") if p.is_file() and b"root:" in p.read_bytes()]
    assert found == []


def test_the_tests_all_run_apart(graded: tuple[Path, dict[str, Any]]) -> None:
    plan = json.loads((graded[0] / ".dxlab" / "inline" / NAME / "plan.json").read_text())
    assert set(plan["sheets"]["nb"]["ways"].values()) == {"apart"}
