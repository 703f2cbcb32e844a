"""Rules for what stands beside the notebook: pair, hints, quiz, files, data, facts, attempts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from grader.data import dictionary, load_dataset, read_facts
from grader.errors import DxlabError
from grader.lab.draft import Draft
from grader.lab.model import DataFile, Problem, shown_path
from grader.lab.notebook import grade_id
from grader.lab.pairing import find_differences
from grader.lab.quiz import check_quiz
from grader.lab.rules.cells import QUIZ_POINTS

HINTS = ("idea", "tool", "skeleton")
#: Names that would put an answer into a release.
SECRET = re.compile(r"(?:lab\.(?:py|ipynb)|hidden\.py|quiz\.toml|lab\.toml|attempts(?:/.*)?|solutions\.bin)")
_FACT = re.compile(r"\b[EF]-\d{2}\b")
_DATA_NAME = re.compile(r"[a-z0-9_]+\.(?:csv|xlsx|zip|txt)")


def pair_is_equal(draft: Draft) -> Iterator[Problem]:
    """A reviewer reads lab.py, an instructor opens lab.ipynb: the same lab."""
    yield from find_differences(draft.lab)


def quiz_is_whole(draft: Draft) -> Iterator[Problem]:
    """quiz.toml is well formed, and its cells exist."""
    yield from check_quiz(draft.lab.folder, shown_path(draft.lab, "quiz.toml"))
    has_file = draft.lab.path("quiz.toml").is_file()
    quiz = [e for e in draft.exercises if e.kind == "quiz"]
    forms = [cell for cell in draft.notebook.cells if grade_id(cell) == "quiz_form"]
    if has_file and not (quiz and forms):
        yield draft.of_file("lab.py", "quiz.toml があるのに、quiz_form か quiz のセルがありません。")
    if quiz and not has_file:
        yield draft.of_file("quiz.toml", 'check("quiz") のセルがあるのに、ファイルがありません。')
    if quiz and quiz[0].points != QUIZ_POINTS:
        yield draft.of_file(
            "lab.py", f"確認テストは{QUIZ_POINTS:g}点です。いまは{quiz[0].points:g}点になっています。"
        )


def hints_are_whole(draft: Draft) -> Iterator[Problem]:
    """Three steps for every automatic exercise, and no stray ones."""
    ids = [e.id for e in draft.exercises]
    for name in draft.auto():
        steps = draft.hints.get(name)
        missing = [s for s in HINTS if not (isinstance(steps, dict) and str(steps.get(s, "")).strip())]
        if missing:
            yield draft.of_file("hints.toml", f"「{name}」のヒント（{'、'.join(missing)}）がありません。")
    for name, steps in draft.hints.items():
        if name not in ids:
            yield draft.of_file(
                "hints.toml", f"「{name}」という問題はありません。いまある問題: {'、'.join(ids)}"
            )
        elif isinstance(steps, dict):
            unknown = sorted(set(steps) - set(HINTS))
            yield from (
                draft.of_file("hints.toml", f"「{name}」に知らないキー「{k}」があります。") for k in unknown
            )


def files_may_ship(draft: Draft) -> Iterator[Problem]:
    """Further files exist, lie inside the lab, and hold no answer."""
    home = draft.lab.folder.resolve()
    for name in draft.lab.files:
        path = draft.lab.path(name)
        if SECRET.fullmatch(name):
            yield draft.of_file("lab.toml", f"files の「{name}」は答えを含むので配れません。")
        elif home not in path.resolve().parents or path.is_symlink():
            yield draft.of_file("lab.toml", f"files の「{name}」は実習のフォルダの外にあります。")
        elif not path.is_file():
            yield draft.of_file("lab.toml", f"files の「{name}」が見つかりません。")


def data_is_described(draft: Draft) -> Iterator[Problem]:
    """Every released table can be made, and each of its columns has a meaning."""
    names = [part.file for part in draft.lab.data]
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield draft.of_file("lab.toml", f"[[data]] の file「{name}」が2回使われています。")
    for part in draft.lab.data:
        if part.together and part.together not in names:
            yield draft.of_file(
                "lab.toml", f"[[data]] の together「{part.together}」という file がありません。"
            )
        if not _DATA_NAME.fullmatch(part.file):
            yield draft.of_file(
                "lab.toml",
                f"[[data]] の file「{part.file}」は、英小文字・数字・_ と .csv か .xlsx か .zip か .txt で書いてください。",
            )
        try:
            problems = _undescribed(draft, part)
        except DxlabError as error:
            problems = [error.message]
        except TypeError as error:  # a knob that make() does not take
            problems = [f"{part.dataset} のデータを作れません（{error}）。knobs を見なおしてください。"]
        yield from (draft.of_file("lab.toml", f"[[data]] {part.file}: {p}") for p in problems)


def _undescribed(draft: Draft, part: DataFile) -> list[str]:
    dataset = load_dataset(draft.course, part.dataset)
    tables, _ = dataset.make(0, **part.knobs)
    if part.table not in tables:
        return [f"表「{part.table}」がありません。いまある表: {'、'.join(tables)}"]
    described = {_text(row, "column") for row in dictionary(dataset, part.table) if _text(row, "title")}
    columns = getattr(tables[part.table], "columns", [])
    return [
        f"列「{c}」の説明がデータの説明書（datapackage.json）にありません。"
        for c in columns
        if c not in described
    ]


def _text(row: dict[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


def facts_exist(draft: Draft) -> Iterator[Problem]:
    """What the text states as a fact is on the list, with its source."""
    try:
        facts = read_facts(draft.course)
    except DxlabError as error:
        yield Problem("datasets/reference/facts.csv", None, error.message)
        return
    for name in draft.lab.facts:
        if name not in facts:
            yield draft.of_file("lab.toml", f"事実「{name}」が datasets/reference/facts.csv にありません。")
        elif not facts[name].source.strip():
            yield Problem("datasets/reference/facts.csv", None, f"事実「{name}」に出典がありません。")
    for index, cell in enumerate(draft.notebook.cells):
        for name in sorted(set(_FACT.findall(cell.source)) - set(draft.lab.facts)):
            yield draft.at(index, f"本文の「{name}」を lab.toml の facts に書いてください。")


def each_exercise_refuses(draft: Draft) -> Iterator[Problem]:
    """A check that refuses nothing checks nothing."""
    for name in draft.auto():
        if not any(a.exercise == name and a.earns == 0 for a in draft.attempts):
            yield draft.of_file("attempts", f"「{name}」に、0点になる解答例（# earns: 0）がありません。")
