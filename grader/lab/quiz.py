"""quiz.toml: practice questions with their key, and the confirmation test without it."""

from __future__ import annotations

import hashlib
import random
import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import ContentError
from grader.lab.model import Problem
from grader.lab.read import check_keys
from grader.lab.schema import Key

TEST_QUESTIONS = 5
_MOST_LENGTHS = 1.6
#: Of five; the next one would pass who picks by length alone (60 %).
_MOST_BY_LENGTH = 2

QUESTION = (
    Key("id", "text", True, "問題の id。練習は p1、確認テストは t1 のように書きます。"),
    Key("text", "text", True, "問題文。"),
    Key("right", "text", True, "正しい選択肢。"),
    Key("why", "text", False, "正しい選択肢を選んだときの説明。"),
    Key("wrong", "tables", True, "まちがいの選択肢。[{text = …, why = …}] の形で書きます。"),
)
WRONG = (
    Key("text", "text", True, "選択肢の文。"),
    Key("why", "text", True, "どこを思いちがえているか。"),
)
TWIN = tuple(key for key in QUESTION if key.name != "id")
TEST = (*QUESTION, Key("twin", "table", True, "受けなおしのときに出す、同じ内容の別の問題。"))
SECTIONS = {"practice": QUESTION, "test": TEST}


@dataclass(frozen=True)
class Quiz:
    """What ships (``shipped``: quiz.json) and what stays (``key``: test question -> right option id)."""

    shipped: dict[str, Any]
    key: dict[str, str]


EMPTY = Quiz({"practice": [], "test": []}, {})


def read_quiz(folder: Path) -> Quiz:
    """The quiz of a lab; an empty one when it has no quiz.toml. ``check_quiz`` reports faults first."""
    path = folder / "quiz.toml"
    if not path.is_file():
        return EMPTY
    return build_quiz(tomllib.loads(path.read_text(encoding="utf-8")))


def released_key(folder: Path, released: Mapping[str, Any]) -> dict[str, str]:
    """Test question -> right option id, as the options were numbered at the release.

    Mending a question numbers its options anew, so the right answer is found by its words.

    Parameters
    ----------
    released: content of the quiz.json that was released.

    Raises
    ------
    ContentError: a right answer has other words now, or its question is gone.
    """
    path = folder / "quiz.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    right = {question["id"]: question["right"] for question in raw.get("test", [])}
    key, changed = {}, []
    for question in released.get("test", []):
        ids = [o["id"] for o in question["options"] if o["text"] == right.get(question["id"])]
        if ids:
            key[question["id"]] = ids[0]
        else:
            changed.append(question["id"])
    if changed:
        raise ContentError(
            "quiz-changed",
            f"{path}: {'、'.join(changed)} の正解の文が、公開した確認テストの選択肢にありません。",
            "公開したあとに直したときは、正解の文を元に戻すか、公開しなおしてください。",
        )
    return key


def build_quiz(raw: dict[str, Any]) -> Quiz:
    """Shuffle options by a seed fixed per question, and part the key from the test.

    What ``grader.lab.quizlab`` writes may also say how the test is called
    (``name``), what follows (``after``), and a last option that is never right
    (``unsure``, per question).
    """
    key: dict[str, str] = {}
    practice, test = [], []
    for question in raw.get("practice", []):
        options, right, why = _options(question)
        shown = {"id": question["id"], "text": question["text"], "options": options}
        practice.append({**shown, "answer": right, "why": why})
    for question in raw.get("test", []):
        options, key[question["id"]], _ = _options(question)
        test.append({"id": question["id"], "text": question["text"], "options": options})
    said: dict[str, Any] = {name: raw[name] for name in ("name", "after") if name in raw}
    return Quiz({**said, "practice": practice, "test": test}, key)


def _options(question: dict[str, Any]) -> tuple[list[dict[str, str]], str, dict[str, str]]:
    answers = [(question["right"], question.get("why", ""))]
    answers += [(wrong["text"], wrong.get("why", "")) for wrong in question["wrong"]]
    order = list(range(len(answers)))
    # The explanations don't ship with a test, so its key can't be computed from what does.
    seed = hashlib.sha256(repr(sorted(question.items(), key=lambda item: item[0])).encode()).digest()
    random.Random(seed).shuffle(order)
    ids = dict(zip(order, string.ascii_lowercase, strict=False))
    options = [{"id": ids[i], "text": answers[i][0]} for i in order]
    if "unsure" in question:
        options.append({"id": string.ascii_lowercase[len(order)], "text": question["unsure"]})
    why = {ids[i]: answers[i][1] for i in order if answers[i][1]}
    return options, ids[0], why


def check_quiz(folder: Path, where: str) -> list[Problem]:
    """Everything that is wrong with quiz.toml; nothing when there is none."""
    path = folder / "quiz.toml"
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [Problem(where, None, f"TOML として読めません（{error}）。")]
    problems = [
        Problem(where, None, f"知らない表「{name}」があります。書けるのは practice と test です。")
        for name in raw
        if name not in SECTIONS
    ]
    for section, keys in SECTIONS.items():
        for index, question in enumerate(raw.get(section, [])):
            problems += _check_question(question, keys, where, text, section, index)
    return problems + _check_ids(raw, where) + _check_lengths(raw, where)


def stands_out(right: str, wrong: Iterable[str]) -> bool:
    """Whether the right option's length alone gives it away."""
    lengths = sorted(map(len, wrong))
    return len(right) > _MOST_LENGTHS * lengths[-1] or _MOST_LENGTHS * len(right) < lengths[0]


def _check_lengths(raw: dict[str, Any], where: str) -> list[Problem]:
    """In the test and in its twins, nobody may pass by the lengths of the options."""
    tests = [q for q in raw.get("test", []) if isinstance(q, dict)]
    problems = []
    for forms, name in ((tests, "確認テスト"), ([q.get("twin") for q in tests], "twin")):
        sizes = {
            str(q.get("id")): found for q, form in zip(tests, forms, strict=True) if (found := _texts(form))
        }
        problems += [
            Problem(
                where, None, f"{ident}（{name}）: 正しい選択肢の長さが目立ちます。ほかとそろえてください。"
            )
            for ident, (right, wrong) in sizes.items()
            if stands_out(right, wrong)
        ]
        for word, count in (
            # One letter more or less is seen by nobody.
            ("長い", sum(len(r) > max(map(len, w)) + 1 for r, w in sizes.values())),
            ("短い", sum(len(r) < min(map(len, w)) - 1 for r, w in sizes.values())),
        ):
            if count > _MOST_BY_LENGTH:
                message = f"{name}: {count}問で、正しい選択肢がいちばん{word}です。{_MOST_BY_LENGTH}問までにしてください。"
                problems.append(Problem(where, None, message))
    return problems


def _texts(form: Any) -> tuple[str, list[str]] | None:
    """Right and wrong options; None where ``_check_question`` has something to say."""
    try:
        right, wrong = str(form["right"]), [str(w["text"]) for w in form["wrong"]]
    except (KeyError, TypeError):
        return None
    return (right, wrong) if wrong else None


def _check_question(
    question: dict[str, Any], keys: tuple[Key, ...], where: str, text: str, section: str, index: int
) -> list[Problem]:
    problems = check_keys(question, keys, where, text, section, index)
    forms = [(question, "")]
    if isinstance(question.get("twin"), dict):
        problems += _check_twin(question, question["twin"], where)
        problems += check_keys(question["twin"], TWIN, where, text, f"{section}.twin", index)
        forms.append((question["twin"], "の twin"))
    for form, suffix in forms:
        wrong = form.get("wrong")
        if isinstance(wrong, list) and all(isinstance(w, dict) for w in wrong):
            problems += _check_options(form, wrong, where, f"{question.get('id', '?')}{suffix}")
    return problems


def _check_twin(question: dict[str, Any], twin: dict[str, Any], where: str) -> list[Problem]:
    """A retry must be answered by knowing, not by remembering the first time."""
    if question.get("text") != twin.get("text"):
        return []
    return [Problem(where, None, f"{question.get('id', '?')}: twin の問題文が、元の問題と同じです。")]


def _check_options(form: dict[str, Any], wrong: list[dict[str, Any]], where: str, name: str) -> list[Problem]:
    problems = [
        Problem(where, p.line, f"{name}: {p.message}")
        for w in wrong
        for p in check_keys(w, WRONG, where, "", "wrong")
    ]
    texts = [form.get("right"), *(w.get("text") for w in wrong)]
    if not wrong:
        problems.append(Problem(where, None, f"{name}: まちがいの選択肢が1つもありません。"))
    if len(set(map(str, texts))) != len(texts):
        problems.append(Problem(where, None, f"{name}: 同じ文の選択肢があります。"))
    return problems


def _check_ids(raw: dict[str, Any], where: str) -> list[Problem]:
    questions = [q for section in SECTIONS for q in raw.get(section, []) if isinstance(q, dict)]
    ids = [str(q.get("id")) for q in questions]
    problems = [
        Problem(where, None, f"問題の id「{i}」が2回使われています。")
        for i in sorted({i for i in ids if ids.count(i) > 1})
    ]
    if len(raw.get("test", [])) != TEST_QUESTIONS:
        problems.append(Problem(where, None, f"確認テスト（[[test]]）は {TEST_QUESTIONS} 問にしてください。"))
    return problems
