"""quiz.json: practice questions with their key, and the confirmation test without one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxlab.labfiles import LabError


@dataclass(frozen=True)
class Question:
    """A question with its options.

    Attributes
    ----------
    options: (option id, text), in the order to show.
    answer, why: right option and explanation per option; only practice has them.
    """

    id: str
    text: str
    options: tuple[tuple[str, str], ...]
    answer: str | None
    why: dict[str, str]

    def text_of(self, option: str) -> str | None:
        return dict(self.options).get(option)


NAME = "確認テスト"
AFTER = "点は、提出のあとの採点で決まります。"


@dataclass(frozen=True)
class Quiz:
    """The questions of a lab.

    Attributes
    ----------
    name: what people call the test.
    after: what becomes of the answers, said when all are given.
    until: how long an answer may be changed, as the beginning of a sentence.
    call: the function by which one answers without widgets.
    """

    practice: tuple[Question, ...]
    test: tuple[Question, ...]
    name: str = NAME
    after: str = AFTER
    until: str = "提出までは"
    call: str = "quiz"

    def find(self, question: str) -> Question | None:
        return next((q for q in (*self.practice, *self.test) if q.id == question), None)

    def is_test(self, question: Question) -> bool:
        return question in self.test


def read_quiz(folder: Path) -> Quiz:
    """The quiz of the lab in ``folder``; without questions when there is no quiz.json.

    Raises
    ------
    LabError: quiz.json is damaged.
    """
    try:
        raw = json.loads((folder / "quiz.json").read_text(encoding="utf-8"))
        practice, test = (tuple(map(_question, raw.get(part, []))) for part in ("practice", "test"))
        return Quiz(practice, test, str(raw.get("name", NAME)), str(raw.get("after", AFTER)))
    except FileNotFoundError:
        return Quiz((), ())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LabError(
            "quiz.json が読めません。演習のファイルがこわれているようです。", "講師に知らせてください。"
        ) from error


def _question(raw: dict[str, Any]) -> Question:
    options = tuple((str(o["id"]), str(o["text"])) for o in raw["options"])
    why = {str(k): str(v) for k, v in raw.get("why", {}).items()}
    return Question(str(raw["id"]), str(raw["text"]), options, raw.get("answer"), why)
