"""Finding an exercise by what a trainee typed."""

from __future__ import annotations

import difflib

from dxlab.labfiles import Exercise, Lab, LabError


def require_exercise(lab: Lab, name: object) -> Exercise:
    """The exercise of that id.

    Raises
    ------
    LabError: there is none; says which ids exist and which one may be meant.
    """
    found = lab.find(name) if isinstance(name, str) else None
    if found is not None:
        return found
    ids = [e.id for e in lab.exercises]
    raise LabError(f"「{_shown(name)}」という問題はありません。{_meant(name, ids)}", listing(ids))


def listing(ids: list[str]) -> str:
    """A sentence that names all ids."""
    return "使える名前は " + "、".join(f'"{i}"' for i in ids) + " です。"


def _meant(name: object, ids: list[str]) -> str:
    typed = str(name).strip().lower().translate(_HALF_WIDTH)
    near = difflib.get_close_matches(typed, ids, n=1, cutoff=0.5)
    return f'"{near[0]}" のことではありませんか。' if near else ""


def _shown(name: object) -> str:
    return str(name)[:40] if isinstance(name, (str, int, float)) else type(name).__name__


_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
