"""forms.toml: the forms in which a no-code lab is answered."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxlab.labfiles import Lab, LabError

FILE = "forms.toml"
KINDS = ("sort", "choose", "pick", "order", "amounts", "number", "numbers", "text")

Choices = tuple[tuple[str, str], ...]  # (id, text)


@dataclass(frozen=True)
class Field:
    """One thing to answer.

    Attributes
    ----------
    name: key in a form of several fields; empty when the form is this field alone.
    kind: ``sort`` (each item gets an option: dict), ``choose`` (one option: text), ``pick``
        (options: list), ``order`` (items in order: list), ``amounts`` (each item gets a number:
        dict), ``number``, ``numbers``, ``text``.
    label: what stands beside the control.
    note: a sentence of help; may be empty.
    places: how many items ``order`` takes.
    """

    name: str
    kind: str
    label: str
    note: str
    items: Choices
    options: Choices
    places: int


@dataclass(frozen=True)
class Form:
    """The fields of one exercise."""

    exercise: str
    fields: tuple[Field, ...]

    @property
    def is_single(self) -> bool:
        """Whether the answer is the field's value itself, not a dict of fields."""
        return not self.fields[0].name


def find_form(lab: Lab, exercise: str) -> Form | None:
    """The form of an exercise; None when it has none.

    Raises
    ------
    LabError: forms.toml, or a table that it names, can't be read.
    """
    try:
        raw = tomllib.loads((lab.folder / FILE).read_text(encoding="utf-8")).get(exercise)
        return None if raw is None else parse_form(exercise, raw, lab.folder / "data")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LabError(
            f"{FILE} が読めません。演習のファイルがこわれているようです。", "講師に知らせてください。"
        ) from error


def parse_form(exercise: str, raw: dict[str, Any], data: Path) -> Form:
    """A form from its table in forms.toml.

    Raises
    ------
    KeyError, ValueError, TypeError, OSError: it is not of the form in docs/authoring.ja.md.
    """
    fields = raw.get("fields")
    if fields is None:
        return Form(exercise, (_field({"name": "", **raw}, data),))
    return Form(exercise, tuple(_field(field, data) for field in fields))


def _field(raw: dict[str, Any], data: Path) -> Field:
    if raw["kind"] not in KINDS:
        raise ValueError(raw["kind"])
    items = _choices(raw.get("items", []), data)
    return Field(
        str(raw["name"]),
        str(raw["kind"]),
        str(raw["label"]),
        str(raw.get("note", "")),
        items,
        _choices(raw.get("options", []), data),
        int(raw.get("places", len(items))),
    )


def _choices(raw: Any, data: Path) -> Choices:
    """A list of texts, a list of ``{id, text}``, or the name of a released table with these columns."""
    if isinstance(raw, str):
        with (data / raw).open(encoding="utf-8-sig", newline="") as file:
            raw = list(csv.DictReader(file))
    return tuple((c, c) if isinstance(c, str) else (str(c["id"]), str(c["text"])) for c in raw)
