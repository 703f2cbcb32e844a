"""Every rule is silent on the tiny lab and speaks when its fault is planted."""

from __future__ import annotations

import nbformat
import pytest

from grader.lab.draft import cell_lines, read_draft
from grader.lab.pairing import sync_lab
from grader.lab.rules import RULES, check_draft

ANSWER = '"grade_id": "q1_answer", "locked": false'


def found(course, lab, rule=None):
    draft, problems = read_draft(course, lab)
    assert draft is not None
    problems += check_draft(draft) if rule is None else next(r for r in RULES if r.name == rule).check(draft)
    return [str(p) for p in problems]


def test_the_tiny_lab_has_no_problem(course, lab):
    sync_lab(lab)
    assert found(course, lab) == []


FAULTS = [
    ("cell-id", "lab.py", '"grade_id": "load_data"', '"grade_id": "Load Data"', "英小文字"),
    ("cell-id", "lab.py", '"grade_id": "load_data"', '"grade_id": "setup"', "2回使われています"),
    ("cell-id", "lab.py", "# %% [markdown]\n# ## 確認テスト", "# %%\n1 + 1\n", "grade_id がありません"),
    (
        "cell-locked",
        "lab.py",
        '"load_data", "locked": true',
        '"load_data", "locked": false',
        "locked を true",
    ),
    ("cell-locked", "lab.py", ANSWER, ANSWER.replace("false", "true"), "locked を false"),
    ("cell-plain", "lab.py", "waits.head(3)", "waits.head(", "Python として読めません"),
    ("exercise-form", "lab.py", 'check("q1")', 'check("q1")\nprint(1)', 'check("q1") だけ'),
    ("exercise-form", "lab.py", '"q1_answer"', '"q7_answer"', "q1_answer）がありません"),
    ("exercise-form", "lab.py", '"q1_answer"', '"q7_answer"', "組になる問題がありません"),
    ("stub", "lab.py", "    return ____\n", "    return 0\n", "____ がありません"),
    ("stub", "lab.py", "### END SOLUTION", "### END", "印が組になっていません"),
    ("stub", "lab.py", "### BEGIN SOLUTION\nlongest", "longest", "模範解答がありません"),
    ("stub", "lab.py", "    return ____\n", "    raise ____\n", "raise は書けません"),
    ("points-shown", "lab.py", "待ち時間［40点］", "待ち時間", "［40点］がありません"),
    ("points-shown", "lab.py", "支所［20点］", "支所［25点］", "問題文は25点、セルの設定は20点"),
    ("points-total", "lab.py", '"points": 20', '"points": 21', "合計が101点"),
    ("points-total", "lab.toml", '"leader"', '"manager"', "50点にしてください"),
    ("manual", "lab.toml", 'id = "r1"', 'id = "r9"', "「r1」の採点基準"),
    ("manual", "lab.toml", 'id = "r1"', 'id = "r9"', "「r9」に当たるセル"),
    ("quiz", "lab.py", '"grade_id": "quiz_form"', '"grade_id": "quiz_cell"', "quiz_form か quiz"),
    ("quiz", "lab.py", '"points": 5', '"points": 6', "確認テストは5点"),
    ("hints", "hints.toml", "tool = ", "tolo = ", "ヒント（tool）がありません"),
    ("hints", "hints.toml", "[q1]", "[q3]", "「q3」という問題はありません"),
    ("files", "lab.toml", "\n[[data]]", '\nfiles = ["nothing.txt"]\n\n[[data]]', "見つかりません"),
    ("files", "lab.toml", "\n[[data]]", '\nfiles = ["hidden.py"]\n\n[[data]]', "配れません"),
    ("files", "lab.toml", "\n[[data]]", '\nfiles = ["../x.txt"]\n\n[[data]]', "外にあります"),
    ("data", "lab.toml", 'table = "waits.csv"', 'table = "weights.csv"', "表「weights.csv」がありません"),
    ("data", "lab.toml", "d00-waits", "d00-weights", "d00-weights"),
    ("data", "lab.toml", "shift = 1.0", "shfit = 1.0", "shfit"),
    ("data", "lab.toml", 'file = "waits.csv"', 'file = "Waits.csv"', "英小文字"),
    ("data", "lab.toml", 'file = "waits.csv"', 'file = "waits.pdf"', ".csv か .xlsx か .zip か .txt"),
    (
        "data",
        "lab.toml",
        'file = "waits.csv"',
        'file = "waits.csv"\ntogether = "nai.csv"',
        "together「nai.csv」",
    ),
    ("facts", "lab.toml", "\n[[data]]", '\nfacts = ["E-99"]\n\n[[data]]', "「E-99」が"),
    ("facts", "lab.py", "支所の待ち時間を調べます。", "E-03 によると、", "「E-03」を lab.toml"),
    ("check-form", "hidden.py", "def q1(", "def _q1(", "「q1」の確認"),
    ("check-form", "hidden.py", "def q1(", "def q9(", "「q9」という問題はありません"),
    ("check-form", "visible.py", "def q1(average, *, ask)", "def q1(average, ask)", "*, ask"),
    (
        "check-import",
        "hidden.py",
        "from dxlab",
        "import matplotlib.pyplot as plt\nfrom dxlab",
        "matplotlib.pyplot",
    ),
    ("check-import", "visible.py", "from dxlab", "from grader.data import x\nfrom dxlab", "grader.data"),
    ("check-call", "hidden.py", "    return passed()", '    open("x")\n    return passed()', "open()"),
    ("check-state", "hidden.py", "    return passed()", "    global n\n    return passed()", "global"),
    ("check-state", "hidden.py", "def q1(", "SEEN = []\n\n\ndef q1(", None),
    (
        "check-state",
        "hidden.py",
        "def q1(average, *, ask):",
        "SEEN = []\n\n\ndef q1(average, *, ask):\n    SEEN.append(1)",
        "「SEEN」",
    ),
    (
        "check-try",
        "hidden.py",
        "    return passed()",
        "    try:\n        average(1)\n    except ValueError:\n        return passed()",
        "except の中",
    ),
    (
        "check-try",
        "hidden.py",
        "    return passed()",
        "    try:\n        average(1)\n    except ValueError:\n        return failed('x')",
        None,
    ),
    ("check-kind", "hidden.py", "isinstance(longest, str)", "isinstance(longest, Axes)", "Axes"),
    (
        "check-close",
        "hidden.py",
        "    return passed()",
        "    if abs(average(1) - 1) > 2:\n        return failed('x')",
        "NaN",
    ),
    (
        "check-merge",
        "hidden.py",
        "    return passed()",
        "    average.merge(1)\n    return passed()",
        "validate",
    ),
    ("check-secret", "hidden.py", '"平均になっていません。"', 'f"正しくは{truth}です。"', "正解の値"),
    ("check-seed", "hidden.py", 'ask.make("d00-waits", seed)', 'ask.make("d00-waits", 7)', "決まった数"),
    ("check-seed", "hidden.py", "ask.seeds(3)", "range(3)", "決まった数"),
    ("check-seed", "hidden.py", "ask.seeds(3)", "zip(ask.seeds(3))", None),
    (
        "check-seed",
        "visible.py",
        'ask.released("waits.csv")',
        'ask.make("d00-waits", seed)',
        "visible.py では",
    ),
    ("prose-length", "lab.py", "待ち時間を調べます", "待ち時間を" + "とても" * 30 + "調べます", "文が103字"),
    ("prose-length", "hints.toml", 'idea = "', 'idea = "' + "とても" * 31, "「q1」の考え方の文"),
    ("prose-length", "visible.py", 'failed("', 'failed("' + "とても" * 31, "メッセージの文"),
    ("prose-length", "lab.py", "支所の待ち時間を調べます。", ("とても" * 25 + "見ます。") * 20, "平均で"),
    ("prose-english", "lab.py", "支所の待ち時間を調べます", "支所をcheckします", "英語「check」"),
    ("prose-english", "lab.py", "支所の待ち時間を調べます", "支所を`check`します", None),
    ("prose-english", "lab.py", "支所の待ち時間を調べます", "KPIを調べます", "labs/glossary.csv に意味"),
    ("prose-english", "hints.toml", 'idea = "', 'idea = "average のかわりに ', None),
    ("prose-english", "hints.toml", 'idea = "', 'idea = "mean field のかわりに ', "英語「field」"),
    ("figure-text", "lab.py", "支所の待ち時間を調べます。", "![](map.png)", "画像に説明がありません"),
    ("figure-text", "lab.py", "支所の待ち時間を調べます。", "![12の支所の地図](map.png)", None),
    ("tips", "lab.toml", "\n[[data]]", '\ntips = ["99-none"]\n\n[[data]]', "tips の「99-none」"),
    ("attempts", "attempts/q1_median.py", "# earns: 0", "# earns: 1", "0点になる解答例"),
]


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), FAULTS)
def test_a_planted_fault_is_found(course, lab, edit, rule, file, old, new, said):
    edit(file, old, new)
    from grader.lab.read import read_lab

    problems = found(course, read_lab(course, lab.id), rule)
    if said is None:
        assert problems == []
    else:
        assert any(said in p for p in problems), problems


def test_every_rule_has_a_planted_fault():
    elsewhere = {"pair", "cell-lost"}
    assert {r.name for r in RULES} == {fault[0] for fault in FAULTS if fault[4]} | elsewhere


@pytest.mark.parametrize("what", ["# %%", "attachment"])
def test_what_py_would_lose_is_found_in_the_ipynb(course, lab, what):
    sync_lab(lab)
    notebook = nbformat.read(lab.path("lab.ipynb"), 4)
    if what == "attachment":
        notebook.cells[0].attachments = {"a.png": {"image/png": "AAAA"}}
    else:
        notebook.cells[1].source += "\n# %% part two"
    nbformat.write(notebook, lab.path("lab.ipynb"))
    assert len(found(course, lab, "cell-lost")) == 1


def test_a_problem_names_the_line_of_lab_py(course, lab, edit):
    edit("lab.py", "    return ____\n", "    return 0\n")
    lines = lab.path("lab.py").read_text(encoding="utf-8").splitlines()
    (problem,) = found(course, lab, "stub")
    number = int(problem.split(": ")[1].removesuffix("行目"))
    assert lines[number - 1] == "def average(df):"


def test_lines_of_cells():
    assert cell_lines("# %% a\nx\n\n# %%\ny\n") == [2, 5]


def test_unreadable_files_are_problems_too(course, lab):
    lab.path("hidden.py").write_text("def q1(:\n", encoding="utf-8")
    lab.path("hints.toml").write_text("[q1\n", encoding="utf-8")
    lab.path("visible.py").unlink()
    text = "\n".join(found(course, lab))
    assert "labs/l001-tiny/hidden.py: 1行目: Python として読めません" in text
    assert "labs/l001-tiny/hints.toml: TOML として読めません" in text
    assert "labs/l001-tiny/visible.py: ファイルがありません" in text


def test_the_texts_of_forms_are_read_too(course, lab):
    lab.path("forms.toml").write_text(
        f'[q1]\nkind = "sort"\nitems = "cards.csv"\nfields = [{{ note = "{"とても" * 31}" }}, {{ label = "itemを選ぶ" }}]\n',
        encoding="utf-8",
    )
    [problem] = found(course, lab, "prose-length")
    assert "labs/l001-tiny/forms.toml: 4行目: 「q1」の文が93字" in problem
    assert ["「item」" in p and "forms.toml" in p for p in found(course, lab, "prose-english")] == [True]
