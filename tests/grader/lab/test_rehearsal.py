"""Planted faults in checks: each must be caught by an attempt, a liar or the model answer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dxlab.outcome import Status
from grader.errors import ContentError
from grader.lab.attempts import Attempt, parse_attempt
from grader.lab.bench import open_bench
from grader.lab.rehearsal import check_secrets, rehearse
from grader.lab.release import find_draw
from grader.lab.running import CellFailed, own_copy, run_source
from grader.lab.verify import verify_lab
from grader.settings import Course


@pytest.fixture
def bench(course, lab):
    with open_bench(course, lab, b"golden") as opened:
        yield opened


def test_a_course_may_be_named_from_where_one_stands(course, lab, monkeypatch):
    """Cells and checks run in another folder; what belongs to the course is still found."""
    monkeypatch.chdir(course.root)
    with open_bench(Course(Path(".")), lab, b"golden") as opened:
        assert opened.short_of_full() == [] and opened.faults == []


def test_the_tiny_lab_passes(course, lab, bench):
    assert rehearse(bench) == []
    assert check_secrets(course, lab, None) == []


MUTANTS = {
    "gives points for nothing": (
        "    return passed()",
        "    return passed()",
        "def q1(average, *, ask):",
        "def q1(average, *, ask):\n    return passed()",
    ),
    "lets NaN through": (
        'if not ask.close(average(table), truth["mean"], 0.001):',
        'if abs(average(table) - truth["mean"]) > 0.001:',
    ),
    "forgets the median": ("中央値を返しています。", "ちがいます。"),
    "wants too much": ('truth["mean"], 0.001', 'truth["mean"] + 1, 0.001'),
    "looks at nothing": (
        'if not ask.close(average(table), truth["mean"], 0.001):',
        "if average(table) is None:",
    ),
    "takes any branch": (' and longest == truth["longest"]', ""),
    "takes any rank": (" and rank == 1", ""),
    "gives too much for half": ("partial(0.5", "partial(0.6"),
    "crashes": ("for seed in ask.seeds(3):", "for seed in ask.seeds(1 // 0):"),
    "is gone": ("def q2(", "def _q2("),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_planted_fault_is_caught(bench, tmp_path, name):
    text = bench.lab.path("hidden.py").read_text(encoding="utf-8")
    pairs = MUTANTS[name]
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "hidden.py").write_text(text, encoding="utf-8")
    bench.use_checks(tmp_path / "hidden.py")
    assert rehearse(bench) != []


CARELESS = {
    "all of an empty answer": (
        "def q1(average, *, ask):\n    t, _ = ask.released('waits.csv')\n   "
        " return passed() if all(x > 0 for x in average(t)) else failed('')\n"
    ),
    "any attribute will do": (
        "def q1(average, *, ask):\n    t, _ = ask.released('waits.cs"
        "v')\n    x = average(t)\n    x.shape\n    return passed()\n"
    ),
    "a truth value is a number": (
        "def q1(average, *, ask):\n    return passed() if isinstance(average, (int, float)) else failed('')\n"
    ),
    "raising is fine": (
        "def q1(average, *, ask):\n    return passed() if ask.rai"
        "ses(lambda: average(1), 'RuntimeError') else failed('')\n"
    ),
}


@pytest.mark.parametrize("name", CARELESS)
def test_liars_unmask_careless_checks(bench, tmp_path, name):
    text = bench.lab.path("hidden.py").read_text(encoding="utf-8")
    q2 = text[text.index("def q2") :]
    hidden = "from dxlab.outcome import failed, partial, passed\n\n\n" + CARELESS[name] + "\n\n" + q2
    (tmp_path / "hidden.py").write_text(hidden, encoding="utf-8")
    bench.use_checks(tmp_path / "hidden.py")
    assert any("点が付きます" in str(p) for p in rehearse(bench))


def test_trials_do_not_disturb_each_other(bench):
    spoil = bench.attempt(
        "q2", 'waits["wait"] = 0\nwaits.drop(waits.index, inplace=True)\nlongest, rank = "01", 1'
    )
    assert len(spoil["waits"]) == 0
    assert bench.judge("q2", bench.after["q2"]).status is Status.PASSED
    assert len(bench.before["q2"]["waits"]) == 12


def test_an_attempt_that_raises_keeps_what_it_had_defined(bench):
    found = bench.attempt("q2", "longest = 'x'\nraise ValueError\nrank = 1")
    assert found["longest"] == "x"
    assert "rank" not in found


def test_the_line_that_raised_is_known(bench):
    space = bench.attempt("q1", "def average(df):\n    return df['weight'].mean()\n")
    outcome = bench.judge("q1", space)
    assert outcome.status is Status.ERROR
    assert "weight" in " ".join(outcome.messages)


def test_a_wrong_answer_that_wins_on_other_draws_is_reported(course, lab, edit):
    """On the draw of the first rehearsal the check tells the two apart; on others it mostly can't."""
    edit(
        "hidden.py",
        "for seed in ask.seeds(3):",
        "for seed in ask.seeds(1):\n        if seed % 8:\n            return passed()",
    )
    (problem,) = check_secrets(course, lab, None)
    assert problem.where.endswith("attempts/q1_median.py") and "逆になります" in problem.message


def test_a_failing_cell_is_named():
    with pytest.raises(CellFailed) as caught:
        run_source("1 / 0", "<load_data>", {})
    assert caught.value.cell == "load_data"


def test_copies_are_shallow_for_what_cannot_be_changed():
    space = {"f": len, "rows": [1], "n": 1}
    copied = own_copy(space)
    copied["rows"].append(2)
    assert space["rows"] == [1]
    assert copied["f"] is len


def test_a_model_answer_that_fails_is_reported(course, lab, edit):
    edit("lab.py", "rank = 1\n### END", "rank = 2\n### END")
    with open_bench(course, lab, b"golden") as bench:
        assert any("模範解答が満点になりません（q2" in str(p) for p in rehearse(bench))
    assert len(check_secrets(course, lab, None)) == 1
    with pytest.raises(ContentError) as caught:
        find_draw(course, lab, b"golden")
    assert caught.value.code == "lab-no-draw"


def test_the_first_good_draw_is_taken(course, lab, edit):
    edit(
        "hidden.py",
        '    _, truth = ask.released("waits.csv")',
        (
            '    _, truth = ask.released("waits.csv")\n    if ask.seeds'
            '(1)[0] % 3:\n        return failed("運が悪いデータです。")'
        ),
    )
    draw = find_draw(course, lab, b"golden")
    with open_bench(course, lab, b"golden", draw) as bench:
        assert bench.short_of_full() == []
    for earlier in range(draw):
        with open_bench(course, lab, b"golden", earlier) as bench:
            assert bench.short_of_full() != []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("q1_x.py", "", "1つだけ"),
        ("q1_x.py", "# earns: 0\n# earns: 1", "1つだけ"),
        ("q1_x.py", "# earns: some", "点数か full"),
        ("q1_x.py", "# earns: 0\n# says:", "メッセージ"),
        ("q9_x.py", "# earns: 0", "いまある問題: q1、q2"),
    ],
)
def test_faulty_headers_are_reported(name, text, said):
    problems = parse_attempt(name, text, ["q1", "q2"], "where")
    assert isinstance(problems, list)
    assert any(said in str(p) for p in problems)


def test_headers_are_read():
    attempt = parse_attempt(
        "q1_b_plain.py", "# earns: 2.5\n# says: ア\n# says: イ\nx = 1\n", ["q1", "q1_b"], "where"
    )
    assert isinstance(attempt, Attempt)
    assert (attempt.exercise, attempt.earns, attempt.says) == ("q1_b", 2.5, ("ア", "イ"))
    assert parse_attempt("q1_x.py", "# earns: full\n", ["q1"], "w").earns is None


def test_a_visible_check_that_refuses_a_right_answer_is_found(course, lab, edit):
    edit("visible.py", "ask.is_number(average(table))", "isinstance(average(table), int)")
    with open_bench(course, lab, b"golden") as bench:
        problems = [str(p) for p in rehearse(bench)]
    assert sum("visible.py: q1: 満点になる" in p for p in problems) == 2


def test_verify_takes_a_planted_fault(course, lab, tmp_path):
    text = lab.path("hidden.py").read_text(encoding="utf-8")
    (tmp_path / "hidden.py").write_text(text.replace(" and rank == 1", ""), encoding="utf-8")
    assert verify_lab(course, lab.id, only=("answers",)) == []
    found = verify_lab(course, lab.id, only=("answers",), hidden=tmp_path / "hidden.py")
    assert any("q2_rank.py: 10点のはずが20点" in str(p) for p in found)


def test_a_bench_leaves_the_environment_as_it_was(course, lab, monkeypatch):
    monkeypatch.delenv("MPLBACKEND", raising=False)
    with open_bench(course, lab, b"golden"):
        pass
    assert "MPLBACKEND" not in os.environ


ENDLESS = {
    "python": "while True:\n    pass\n",
    "a library": "import itertools\n\nsum(itertools.repeat(0))\n",
    "swallows": (
        "while True:\n    try:\n        while True:\n            pass\n"
        "    except BaseException:\n        pass\n"
    ),
}


@pytest.mark.story
@pytest.mark.parametrize("kind", ENDLESS)
def test_an_endless_attempt_is_a_problem_not_a_hang(course, lab, kind):
    (lab.folder / "attempts" / "q1_endless.py").write_text("# earns: 0\n" + ENDLESS[kind], encoding="utf-8")
    (lab.folder / "attempts" / "q2_wrong.py").write_text("# earns: 7\nlongest = 1\n", encoding="utf-8")
    problems = [str(p) for p in verify_lab(course, lab.id, only=("answers",), seconds=5)]
    assert len(problems) == 2
    assert "q1_endless.py: 解答例が5秒たっても終わりません" in problems[0]
    assert "q2_wrong.py: 7点のはずが" in problems[1], "what comes after it is tried all the same"


@pytest.mark.story
def test_an_endless_model_answer_is_a_problem_not_a_hang(course, lab, edit):
    edit("lab.py", "rank = 1\n### END", "while True: pass\n### END")
    problems = [str(p) for p in verify_lab(course, lab.id, only=("answers", "secrets"), seconds=2)]
    assert len(problems) == 2
    assert all("模範解答" in p and "2秒たっても終わりません" in p for p in problems)


def test_an_attempt_that_ends_its_process_is_told(course, lab):
    (lab.folder / "attempts" / "q1_leaves.py").write_text(
        "# earns: 0\nimport os\n\nos._exit(0)\n", encoding="utf-8"
    )
    [problem] = verify_lab(course, lab.id, only=("answers",))
    assert "q1_leaves.py" in str(problem)
    assert "途中でプログラムが終了しました" in str(problem)
