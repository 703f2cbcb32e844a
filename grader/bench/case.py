"""The attack bank: one TOML file in ``bank/`` is one hand-in and what it may earn.

Keys (all but ``about`` and ``rows`` may be left out)::

    about = "…"              Japanese, shown by dxlab bench attacks
    rows = [7]               rows of the threat table; [] for our own inventions
    points = { q1 = 0 }      expected points; "any" where the attack may cost its own marks
    state = ["graded"]       allowed states
    says = "…"               a pattern that one of the problems must match
    absent = ["<script"]     texts that must not be in the result
    sandbox = true           needs containment: fails without it, by design
    rough = true             may hurt the machine without containment: never run there
    stock = false            makes no sense against stock nbgrader, or would harm it
    shape = "…"              how it is handed in (grader.bench.shapes)

    [cells]                  first, before, answer, after, last: code of the trainee
    q3 = '''…'''             other answers by exercise id

Cells may use ``@COURSE@``, ``@COHORT@``, ``@HOME@``, ``@TOKEN@`` and the like
(grader.bench.traps); ``@WIN@`` is what an attack prints when it got through.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BANK = Path(__file__).with_name("bank")

#: What a hand-in earns when only its answer to q1 is wrong.
USUAL: dict[str, float] = {"q1": 0, "q2": 20, "q3": 20, "q4": 10, "quiz": 5}
FULL: dict[str, float] = {**USUAL, "q1": 40}
NOTHING: dict[str, float] = dict.fromkeys(USUAL, 0)


@dataclass(frozen=True)
class Case:
    """One attack, or one honest hand-in that looks odd; see the module's text for the fields."""

    name: str
    about: str
    rows: tuple[int, ...]
    points: dict[str, float | str] = field(default_factory=dict)
    state: tuple[str, ...] = ("graded",)
    says: str = ""
    absent: tuple[str, ...] = ()
    sandbox: bool = False
    rough: bool = False
    stock: bool = True
    shape: str = ""
    cells: dict[str, str] = field(default_factory=dict)

    def expected(self) -> dict[str, float | str]:
        """Points by exercise; "any" where they are not looked at."""
        return {**(NOTHING if "unreadable" in self.state else USUAL), **self.points}


def read_cases() -> list[Case]:
    """The whole bank, by name."""
    return [read_case(path) for path in sorted(BANK.glob("*.toml"))]


def read_case(path: Path) -> Case:
    """One file of the bank; an unknown key is a ``TypeError``."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in ("rows", "state", "absent"):
        if key in raw:
            raw[key] = tuple(raw[key])
    return Case(name=path.stem, **raw)
