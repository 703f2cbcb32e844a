"""answers.json: what quiz forms and widgets recorded, handed in beside the notebook.

The grader reads these files too, and then they are hostile: sizes and shapes are
checked before anything is used.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from dxlab.files import write_atomic

MAX_BYTES = 200_000
_MAX_ENTRIES = 500
_MAX_KEY = 64
_MAX_OPTION = 16
_MAX_DEPTH = 12
_VERSION = 1

Answers = dict[str, Any]


def empty_answers() -> Answers:
    """Answers before anything was recorded."""
    return {"version": _VERSION, "quiz": {}, "values": {}}


def parse_answers(data: bytes) -> Answers:
    """Answers from the bytes of the file; both parts are always there.

    Raises
    ------
    ValueError: too large, not JSON, or not of the form in docs/architecture.md.
    """
    if len(data) > MAX_BYTES:
        raise ValueError(f"answers.json is larger than {MAX_BYTES} bytes")
    try:
        raw = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("answers.json is nested too deeply") from error
    if not isinstance(raw, dict) or set(raw) - {"version", "quiz", "values"}:
        raise ValueError("answers.json must be an object with version, quiz and values")
    # `True == 1`, and 1.0 too: the type counts.
    if type(raw.get("version")) is not int or raw["version"] != _VERSION:
        raise ValueError(f"answers.json has an unknown version: {str(raw.get('version'))[:20]}")
    quiz, values = raw.get("quiz", {}), raw.get("values", {})
    _check_part("quiz", quiz)
    _check_part("values", values)
    for question, option in quiz.items():
        if not isinstance(option, str) or len(option) > _MAX_OPTION:
            raise ValueError(f"quiz answer {question!r} is not an option id")
    _check_depth(values, _MAX_DEPTH)
    # Infinities (1e999) and half surrogates can be read, but not written again as JSON in UTF-8.
    json.dumps(raw, ensure_ascii=False, allow_nan=False).encode("utf-8")
    return {"version": _VERSION, "quiz": quiz, "values": values}


def read_answers(path: Path) -> Answers:
    """Answers in the file; empty ones when there is no file.

    Raises
    ------
    ValueError: see ``parse_answers``.
    OSError: the file is there and can't be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return empty_answers()
    return parse_answers(data)


def write_answers(path: Path, answers: Answers) -> None:
    """Write answers whole or not at all.

    Raises
    ------
    ValueError: not of the form that ``parse_answers`` accepts.
    OSError: not writable or disk full.
    """
    text = json.dumps(answers, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
    parse_answers(text.encode("utf-8"))
    write_atomic(path, text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _check_part(name: str, part: object) -> None:
    if not isinstance(part, dict) or len(part) > _MAX_ENTRIES:
        raise ValueError(f"{name} must be an object of at most {_MAX_ENTRIES} entries")
    if any(len(key) > _MAX_KEY for key in part):
        raise ValueError(f"{name} has a key longer than {_MAX_KEY} characters")


def _check_depth(value: object, left: int) -> None:
    if left == 0:
        raise ValueError("values are nested too deeply")
    if isinstance(value, dict):
        for item in value.values():
            _check_depth(item, left - 1)
    elif isinstance(value, list):
        for item in value:
            _check_depth(item, left - 1)
