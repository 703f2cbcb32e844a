"""``check("q3")``: the quick look at an answer that ships with a lab."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from dxlab.answers import read_answers
from dxlab.blank import Blank, ____
from dxlab.blanks import Written, judge_written, source_of
from dxlab.cards import Card, Tone, card, outcome_card
from dxlab.errors import find_line, text_of
from dxlab.exercises import require_exercise
from dxlab.explain import explain
from dxlab.forms import with_recorded
from dxlab.guard import Stopped, fault_card, trouble_card
from dxlab.labfiles import Exercise, Lab, LabError
from dxlab.outcome import Outcome, Status, failed, not_attempted
from dxlab.points import Points
from dxlab.quiz_file import AFTER, read_quiz
from dxlab.session import SESSION, current_lab
from dxlab.state import write_entry

if TYPE_CHECKING:
    from dxlab.channel.evaluate import Check

LATER = AFTER
#: More than any exercise has: nbgrader's autograde stops at it with an error and writes no
#: points. It would take 0 over real points, and anything that is no number for full marks.
REFUSED = math.inf
_BLANK_LEFT = "空らん `____` が残っています。`____` を自分の答えに書きかえてください。"
_NOT_RUN = "答えのセルが、途中で止まっています。直して、答えのセルをもう一度実行してください。"
_FAULT = "確認の側の不具合です。"


class CheckFault(Exception):
    """visible.py itself is broken; the cause is chained."""


def check(exercise: str) -> Points:
    """Look at the answer to an exercise and show できました／もう一歩／未着手.

    The value is the points that the answer has so far. Never raises, except
    when the trainee stops it. In a kernel of nbgrader's autograde (our engine
    is not at work then) it looks at nothing and gives ``REFUSED``.
    """
    namespace = sys._getframe(1).f_globals
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return Points(REFUSED, _no_grading_card())
    try:
        return _check(exercise, namespace)
    except LabError as error:
        return Points(0, trouble_card(error))
    except CheckFault as fault:
        return Points(0, fault_card(fault.__cause__ or fault, _FAULT))
    except KeyboardInterrupt:
        raise Stopped from None
    except Exception as error:
        return Points(0, fault_card(error, _FAULT))


def _check(name: str, namespace: dict[str, Any]) -> Points:
    lab = current_lab()
    exercise = require_exercise(lab, name)
    if exercise.kind == "manual":
        return Points(0, card("― この問題は、人が読んで採点します。", "書き終えたら保存してください。"))
    if exercise.kind == "quiz":
        return Points(0, _quiz_card(lab))
    outcome = _outcome(lab, exercise, with_recorded(lab, exercise, namespace))
    write_entry(lab.folder, exercise.id, status=outcome.status.value)
    _tell_validator(exercise, outcome)
    return Points(outcome.points(exercise.points), _outcome_card(exercise, outcome))


def _outcome(lab: Lab, exercise: Exercise, namespace: dict[str, Any]) -> Outcome:
    from dxlab.channel import Ask, LocalTransport, run_check
    from dxlab.channel.evaluate import names_of

    visible = load_visible(lab, exercise.id)
    names, stub = names_of(visible), exercise.stub or ""
    if _is_as_released(exercise) and not _is_recorded(exercise, namespace):
        return not_attempted()
    written = judge_written(names, namespace, stub)
    missing = any(name not in namespace for name in names)
    stopped = _say_stopped(exercise)
    # A cell that could not even start left its old objects behind; one that stopped halfway, a part of its new ones.
    unread = isinstance(SESSION.stopped.get(exercise.answer or ""), SyntaxError)
    if stopped is not None and (unread or missing or written is not Written.YES):
        return stopped
    if written is Written.HALF and not missing:
        return failed(_BLANK_LEFT)
    if written is Written.NO and not missing:
        return not_attempted()
    faults: list[Exception] = []
    ask = Ask(LocalTransport(namespace), data_dir=lab.folder / "data")
    outcome = run_check(visible, ask, show_text=True, known=_known(names, namespace), on_fault=faults.append)
    if faults:
        raise CheckFault from faults[0]
    if outcome.status is Status.NOT_ATTEMPTED and not missing and _was_written(names, namespace, stub):
        # The function was filled in, but what it uses still has a blank.
        return failed(*outcome.messages)
    return outcome


def _is_as_released(exercise: Exercise) -> bool:
    executed = SESSION.executed.get(exercise.answer or "")
    return executed is not None and executed.strip() in ("", (exercise.stub or "").strip())


def _is_recorded(exercise: Exercise, namespace: dict[str, Any]) -> bool:
    """The cell of a form stays as released; its value tells."""
    return exercise.is_form and type(namespace.get(exercise.id, ____)) is not Blank


def _say_stopped(exercise: Exercise) -> Outcome | None:
    """Why the answer cell stopped when it ran last; None when it ran to its end."""
    error = SESSION.stopped.get(exercise.answer or "")
    if error is None:
        return None
    line, lineno = find_line(error)
    return failed(_NOT_RUN, explain(type(error).__name__, text=text_of(error), line=line, lineno=lineno))


def _known(names: list[str], namespace: dict[str, Any]) -> list[str]:
    """Names that a misspelt one may stand for: the notebook's and those inside the answer."""
    functions = [value for name in names if isinstance(value := namespace.get(name), FunctionType)]
    return [*(name for f in functions for name in f.__code__.co_varnames), *namespace]


def _was_written(names: list[str], namespace: dict[str, Any], stub: str) -> bool:
    sources = [source_of(namespace.get(name)) for name in names]
    return any(source is not None and source.strip() not in stub for source in sources)


def load_visible(lab: Lab, exercise: str) -> Check:
    """The visible check of an exercise, read anew.

    Raises
    ------
    CheckFault: visible.py can't be loaded or has no such check.
    """
    path = lab.folder / "visible.py"
    module = ModuleType("visible")
    module.__file__ = str(path)
    try:
        exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)
        found: Callable[..., Outcome] = getattr(module, exercise)
    except Exception as error:
        raise CheckFault from error
    return found


# --- what is shown -----------------------------------------------------------------


def _outcome_card(exercise: Exercise, outcome: Outcome) -> Card:
    notes = [] if outcome.messages else _default_notes(exercise, outcome)
    if outcome.status is Status.PASSED:
        return outcome_card(outcome, before="手元の確認: ", notes=[*notes, LATER])
    if outcome.status is not Status.NOT_ATTEMPTED:
        notes.append(f'困ったら、新しいセルで `hint("{exercise.id}")` を実行してください。')
    return outcome_card(outcome, before="手元の確認: ", notes=notes)


def _default_notes(exercise: Exercise, outcome: Outcome) -> list[str]:
    if outcome.status is Status.NOT_ATTEMPTED:
        return [f"答えを書いてから、上から順に実行してください（{exercise.points:g}点の問題です）。"]
    return []


def _tell_validator(exercise: Exercise, outcome: Outcome) -> None:
    """nbgrader's Validate shows what a test cell writes to stderr, else an English sentence."""
    if "NBGRADER_VALIDATING" in os.environ and outcome.status is not Status.PASSED:
        sys.stderr.write(str(_outcome_card(exercise, outcome)) + "\n")


def _quiz_card(lab: Lab) -> Card:
    questions = read_quiz(lab.folder)
    test, name = [question.id for question in questions.test], questions.name
    try:
        given = read_answers(lab.folder / "answers.json")["quiz"]
    except ValueError as error:
        raise LabError(f"{name}の答え（answers.json）が読めません。", "講師に知らせてください。") from error
    done = sum(1 for question in test if question in given)
    write_entry(lab.folder, "quiz", status="passed" if done == len(test) else "not_attempted")
    if done == len(test):
        return card(f"○ {name}: {len(test)}問すべてに答えました。", questions.after, tone=Tone.DONE)
    return card(
        f"{'△' if done else '―'} {name}: {len(test)}問のうち{done}問に答えました。",
        "上の `quiz()` のセルを実行して、残りを選んでください。選ぶとすぐに記録されます。",
        tone=Tone.ALMOST if done else Tone.OPEN,
    )


def _no_grading_card() -> Card:
    return card(
        "！ この方法では採点できません。",
        "講師の方へ: 端末で `dxlab grade` を実行して採点してください。",
        tone=Tone.TROUBLE,
    )
