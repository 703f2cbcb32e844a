"""The running part of verify: answers against checks.

Model answers must win, the untouched release must not, sample answers must earn
what they say, and liars must earn nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dxlab.channel.evaluate import names_of
from dxlab.outcome import Outcome, Status
from grader.engine.ask import Inputs
from grader.lab.attempts import Attempt, read_attempts
from grader.lab.bench import Bench, open_bench
from grader.lab.liars import is_same, liars, returning
from grader.lab.model import Lab, Problem, shown_path
from grader.lab.running import CellFailed, Namespace, run_notebook
from grader.lab.watchdog import Begin, always
from grader.settings import Course
from grader.stock.generate import clear_solutions

SECRETS = 20
#: On so many of them the sample answers are tried as well; a wrong one may win by chance on one of these,
#: where it is a value: on some data another way of working gives the very same number.
TRIED, MAY_COINCIDE = 5, 1
#: So many of the 20 may need another draw; more, and the check is unfair to honest answers.
MAY_REDRAW = 2
#: Part of a piece's name; without it there is nothing to compare with, so it is never left out.
MODEL = "模範解答"


def rehearse(bench: Bench, begin: Begin = always) -> list[Problem]:
    """Everything that one bench can tell: model, untouched release, attempts, liars.

    ``begin`` is told before each piece (``grader.lab.watchdog``). Quick enough to
    run for each of many planted faults: see ``Bench.use_checks``.
    """
    hidden = shown_path(bench.lab, "hidden.py")
    missing = bench.without_check()
    if missing:
        return [
            Problem(hidden, None, f"{name} の確認が hidden.py か visible.py にありません。")
            for name in missing
        ]
    begin(piece(bench.lab, f"{MODEL}の確認"))
    problems = [
        Problem(hidden, None, f"模範解答が満点になりません（{text}）。") for text in bench.short_of_full()
    ]
    for name, namespace in bench.after.items():
        problems += check_visible(bench, name, namespace, "模範解答")
    if begin(piece(bench.lab, "配布したままのノートブック")):
        problems += check_untouched(bench)
    attempts, unreadable = read_attempts(bench.lab, list(bench.exercises))
    problems += unreadable
    for attempt in attempts:
        if begin(shown_path(bench.lab, f"attempts/{attempt.name}")):
            problems += check_attempt(bench, attempt)
    for name in bench.after:
        problems += check_refusals(bench, name, attempts)
        if begin(piece(bench.lab, f"{name} のうその答え")):
            problems += check_liars(bench, name)
    return problems


def piece(lab: Lab, what: str) -> str:
    """The name of a piece of work that is no file of its own; ``split_piece`` takes it apart."""
    return f"{shown_path(lab, 'lab.py')}\t{what}"


def split_piece(key: str) -> tuple[str, str]:
    """(where, what) of any piece."""
    where, _, what = key.partition("\t")
    return where, what or "解答例"


# --- model answers -------------------------------------------------------------


def check_secrets(course: Course, lab: Lab, hidden: Path | None, begin: Begin = always) -> list[Problem]:
    """For (nearly) every one of 20 cohorts model answers have full marks, and wrong ones have not."""
    short: list[str] = []
    astray: Counter[str] = Counter()
    for number in range(SECRETS):
        begin(piece(lab, f"{MODEL}（種{number}）"))
        try:
            with open_bench(
                course, lab, f"cohort-{number}".encode(), hidden=hidden, inputs=Inputs(course)
            ) as bench:
                missed = bench.short_of_full()[:1]
                short += [f"種{number}: {text}" for text in missed]
                if number < TRIED and not missed:
                    astray.update(find_astray(bench, begin))
        except CellFailed as failed:
            short.append(f"種{number}: {failed}")
    problems = [
        Problem(
            shown_path(lab, f"attempts/{name}"),
            None,
            f"{TRIED}通りの種のうち{times}通りで、満点になるはずかどうかが逆になります。"
            "確認に使うデータが、まちがいを見分けられていません。",
        )
        for name, times in astray.items()
        if times > MAY_COINCIDE
    ]
    if len(short) > MAY_REDRAW:
        message = f"{SECRETS}通りの種のうち{len(short)}通りで、模範解答が満点になりません（{'／'.join(short[:3])}）。"
        problems.append(Problem(shown_path(lab, "hidden.py"), None, message))
    return problems


def find_astray(bench: Bench, begin: Begin = always) -> Iterator[str]:
    """Names of sample answers that win here though they should not, or the other way round.

    Parts of the points may differ from draw to draw: what a wrong answer gets right
    depends on the data.
    """
    attempts, _ = read_attempts(bench.lab, list(bench.exercises))
    for attempt in attempts:
        if not begin(shown_path(bench.lab, f"attempts/{attempt.name}")):
            continue
        outcome = bench.judge(attempt.exercise, bench.attempt(attempt.exercise, attempt.source))
        maximum = bench.exercises[attempt.exercise].points
        wins = outcome.points(maximum) == maximum
        if wins != (attempt.earns is None or attempt.earns == maximum):
            yield attempt.name


def check_untouched(bench: Bench) -> list[Problem]:
    """The release as it is runs without an exception and earns nothing."""
    where = shown_path(bench.lab, "lab.py")
    try:
        seen = run_notebook(clear_solutions(bench.notebook), bench.folder)
    except CellFailed as failed:
        return [
            Problem(
                where,
                None,
                f"配布したままのノートブックがセル「{failed.cell}」で止まります（{failed.error!r}）。",
            )
        ]
    problems = []
    for name in bench.after:
        outcome = bench.judge(name, seen[name])
        if outcome.share > 0:
            problems.append(
                Problem(
                    where,
                    None,
                    f"{name}: 何も書いていないのに{_points(bench, name, outcome):g}点になります。",
                )
            )
    return problems


def check_visible(bench: Bench, exercise: str, namespace: Namespace, whose: str) -> list[Problem]:
    """The quick check must not refuse what earns full marks: a trainee would throw a right answer away."""
    outcome = bench.judge_visibly(exercise, namespace)
    if outcome.status is Status.PASSED:
        return []
    said = " ".join(outcome.messages) or outcome.status.value
    message = f"{exercise}: 満点になる{whose}に「できました」と言いません（{said}）。"
    return [Problem(shown_path(bench.lab, "visible.py"), None, message)]


# --- attempts --------------------------------------------------------------------


def check_attempt(bench: Bench, attempt: Attempt) -> list[Problem]:
    """It earns what its header says, with the message it says."""
    where = shown_path(bench.lab, f"attempts/{attempt.name}")
    namespace = bench.attempt(attempt.exercise, attempt.source)
    outcome = bench.judge(attempt.exercise, namespace)
    earned, maximum = _points(bench, attempt.exercise, outcome), bench.exercises[attempt.exercise].points
    wanted = maximum if attempt.earns is None else attempt.earns
    said = " ".join(outcome.messages)
    problems = []
    if earned != wanted:
        problems.append(
            Problem(
                where, None, f"{wanted:g}点のはずが{earned:g}点になります（{said or outcome.status.value}）。"
            )
        )
    if earned == wanted == maximum:
        problems += check_visible(bench, attempt.exercise, namespace, f"解答例 {attempt.name} ")
    missing = [text for text in attempt.says if text not in said]
    problems += [
        Problem(where, None, f"メッセージに「{text}」がありません。いまのメッセージ: {said}")
        for text in missing
    ]
    return problems


def check_refusals(bench: Bench, exercise: str, attempts: list[Attempt]) -> list[Problem]:
    """At least one sample answer is refused."""
    if any(a.exercise == exercise and a.earns == 0 for a in attempts):
        return []
    where = shown_path(bench.lab, "attempts")
    return [Problem(where, None, f"「{exercise}」に、0点になる解答例（# earns: 0）がありません。")]


# --- liars -----------------------------------------------------------------------


def check_liars(bench: Bench, exercise: str) -> list[Problem]:
    """No liar earns a point that depends on it.

    With several arguments the points of the honest ones stay; what the most
    useless liar leaves is taken as that part.
    """
    names = names_of(bench.checks[exercise])
    problems: list[Problem] = []
    for name in names:
        shares = {
            label: bench.judge(exercise, {**bench.after[exercise], name: lie}).share
            for label, lie in _lies_for(bench.after[exercise].get(name))
        }
        rest = min(shares.values(), default=0.0) if len(names) > 1 else 0.0
        winners = [label for label, share in shares.items() if share > rest or share == 1.0]
        problems += (
            _won(bench, exercise, f"{name} が{'・'.join(winners)}でも点が付きます。") if winners else []
        )
    for label, lie in liars().items() if len(names) > 1 else ():
        if bench.judge(exercise, {**bench.after[exercise], **dict.fromkeys(names, lie)}).share > 0:
            problems += _won(bench, exercise, f"どの名前も{label}なのに点が付きます。")
    return problems


def _lies_for(honest: Any) -> Iterator[tuple[str, Any]]:
    """Each liar as the answer itself and, for a function, as what it returns."""
    for label, lie in liars().items():
        if not is_same(lie, honest):
            yield label, lie
        if callable(honest):
            yield f"{label}を返す関数", returning(lie)


def _won(bench: Bench, exercise: str, message: str) -> list[Problem]:
    hidden = shown_path(bench.lab, "hidden.py")
    return [Problem(hidden, bench.checks[exercise].__code__.co_firstlineno, f"{exercise}: {message}")]


def _points(bench: Bench, exercise: str, outcome: Outcome) -> float:
    return outcome.points(bench.exercises[exercise].points)
