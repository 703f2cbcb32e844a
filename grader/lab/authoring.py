"""The parts of docs/authoring.ja.md that are made from the code, so that they can't go stale."""

from __future__ import annotations

import re

from grader.lab.quiz import TEST, WRONG
from grader.lab.rules import RULES
from grader.lab.rules.checks import IMPORTS
from grader.lab.schema import DATA, KINDS, LAB, MANUAL, Key
from grader.lab.verify import STEPS


def build_parts() -> dict[str, str]:
    """Name of each part -> its Markdown."""
    return {
        "lab-toml": _table(LAB),
        "lab-toml-data": _table(DATA),
        "lab-toml-manual": _table(MANUAL),
        "quiz-toml": _table(TEST),
        "quiz-toml-wrong": _table(WRONG),
        "rules": "\n".join(f"- `{rule.name}`: {rule.sentence}" for rule in RULES),
        "steps": "\n".join(f"- `{name}`: {title}" for name, (title, _) in STEPS.items()),
        "imports": "、".join(f"`{name}`" for name in sorted(IMPORTS)),
    }


def fill_page(text: str) -> str:
    """The page with every ``<!-- part: x -->`` … ``<!-- end -->`` filled anew.

    Raises ``KeyError`` for a part that does not exist.
    """
    parts = build_parts()
    return re.sub(
        r"(<!-- part: ([\w-]+) -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}{parts[found[2]]}\n{found[3]}",
        text,
        flags=re.DOTALL,
    )


def _table(keys: tuple[Key, ...]) -> str:
    rows = ["| キー | 形 | 必ず書く | 意味 |", "|---|---|---|---|"]
    for key in keys:
        choices = f"（{'、'.join(key.choices)}）" if key.choices else ""
        rows.append(
            f"| `{key.name}` | `{KINDS[key.kind]}` | "
            f"{'はい' if key.required else ''} | {key.meaning}{choices} |"
        )
    return "\n".join(rows)
