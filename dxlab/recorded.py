"""answers.json of this notebook: read with kind errors, written one value at a time."""

from __future__ import annotations

from typing import Any, Literal

from dxlab.answers import Answers, read_answers, write_answers
from dxlab.labfiles import Lab, LabError

ANSWERS = "answers.json"


def read_recorded(lab: Lab) -> Answers:
    """All that was recorded so far.

    Raises
    ------
    LabError: answers.json is damaged.
    """
    try:
        return read_answers(lab.folder / ANSWERS)
    except (ValueError, OSError) as error:
        raise LabError(
            f"これまでの答え（{ANSWERS}）が読めません。",
            f"{ANSWERS} の名前を変えてから、もう一度答えてください。迷ったら講師に知らせてください。",
        ) from error


def record(lab: Lab, part: Literal["quiz", "values"], name: str, value: Any) -> None:
    """Write one value at once; None takes it away.

    Raises
    ------
    LabError: answers.json is damaged, full, or can't be written.
    """
    answers = read_recorded(lab)
    kept = {key: old for key, old in answers[part].items() if key != name}
    answers[part] = kept if value is None else {**kept, name: value}
    try:
        write_answers(lab.folder / ANSWERS, answers)
    except ValueError as error:
        raise LabError(
            "答えが長すぎるか、使えない文字があります。", "短くして、もう一度入れてください。"
        ) from error
    except OSError as error:
        raise LabError(
            "答えを保存できませんでした。",
            "フォルダに書きこめるか、空き容量があるかを確かめて、もう一度選んでください。",
        ) from error
