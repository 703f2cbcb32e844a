"""Sample answers: ``attempts/<exercise>_<slug>.py`` and what each must earn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.lab.model import Lab, Problem, shown_path

FULL = "full"
_HEADER = re.compile(r"^#\s*(earns|says)\s*:\s*(.*?)\s*$")


@dataclass(frozen=True)
class Attempt:
    """One sample answer.

    Attributes
    ----------
    exercise: id of the exercise it answers.
    name: file name.
    earns: points; None for full marks.
    says: texts that the messages must contain.
    source: the whole file; it replaces the answer cell.
    """

    exercise: str
    name: str
    earns: float | None
    says: tuple[str, ...]
    source: str


def read_attempts(lab: Lab, exercises: list[str]) -> tuple[list[Attempt], list[Problem]]:
    """All readable attempts, and everything wrong with the others."""
    attempts, problems = [], []
    folder = lab.path("attempts")
    for path in sorted(folder.glob("*.py")) if folder.is_dir() else ():
        where = shown_path(lab, f"attempts/{path.name}")
        parsed = parse_attempt(path.name, path.read_text(encoding="utf-8"), exercises, where)
        if isinstance(parsed, Attempt):
            attempts.append(parsed)
        else:
            problems += parsed
    return attempts, problems


def parse_attempt(name: str, text: str, exercises: list[str], where: str) -> Attempt | list[Problem]:
    """One attempt, or its problems."""
    # The longest id first, so that "q1_b_…" belongs to q1_b where both exist.
    matching = [e for e in sorted(exercises, key=len, reverse=True) if name.startswith(f"{e}_")]
    problems = [] if matching else [Problem(where, None, _bad_name(exercises))]
    found: dict[str, list[tuple[int, str]]] = {"earns": [], "says": []}
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            found[header[1]].append((number, header[2]))
    problems += _check_earns(found["earns"], where)
    problems += [
        Problem(where, n, "「# says:」のあとに、メッセージに入るはずの文を書いてください。")
        for n, t in found["says"]
        if not t
    ]
    if problems:
        return problems
    earned = found["earns"][0][1]
    says = tuple(text for _, text in found["says"])
    return Attempt(matching[0], name, None if earned == FULL else float(earned), says, text)


def _check_earns(found: list[tuple[int, str]], where: str) -> list[Problem]:
    if len(found) != 1:
        return [Problem(where, None, "「# earns: 0」の形の行を1つだけ書いてください（満点なら full）。")]
    number, value = found[0]
    if value == FULL or re.fullmatch(r"\d+(\.\d+)?", value):
        return []
    return [Problem(where, number, f"「# earns:」は点数か full です。いまの値: {value!r}")]


def _bad_name(exercises: list[str]) -> str:
    return f"ファイル名は「問題の id_名前.py」にしてください。いまある問題: {'、'.join(exercises)}"
