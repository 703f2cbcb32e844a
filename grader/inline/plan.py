"""Where each test of a notebook runs, found out by trying.

The model answer and the blank notebook go through both ways: all tests in the
trainee's process, as nbgrader does it, and all of them apart. A test that gives
other points apart (it looks at identity, at a class, at what a call changed or
printed …) does not carry over and stays in the trainee's process. So does one
that the model answer does not pass: nothing can be found out about it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from grader.engine.parse import text_of
from grader.inline.model import Sheet, Way, grade_id, is_answer, is_test
from grader.inline.names import bound_names, deferred_names, mentioned_names, touched_names
from grader.inline.rebuild import cell_keys
from grader.stock.scores import CellScore


@dataclass(frozen=True)
class Tried:
    """A notebook graded: its rows, and where it held objects that are no plain data (``Sheet``)."""

    scores: dict[str, CellScore]
    objects: dict[str, frozenset[str]] = field(default_factory=dict)
    calls: frozenset[str] = frozenset()


#: Grades the notebook with these answers (answer cell -> text), as the sheet's plan says.
Try = Callable[[Sheet, dict[str, str]], Tried]


def plan_sheet(sheet: Sheet, attempt: Try) -> Sheet:
    """The sheet with its tests' ways and what each cell of the instructor's reads."""
    tests = {key for key, cell in zip(cell_keys(sheet), sheet.cells, strict=True) if is_test(cell)}
    samples: tuple[dict[str, str], ...] = (sheet.models, {})
    wanted = [attempt(lay_out(sheet, tests, wide=False), answers).scores for answers in samples]

    def differing(candidate: Sheet) -> set[str]:
        got = [attempt(candidate, answers).scores for answers in samples]
        return {t for t in tests if any(g[t].auto != w[t].auto for g, w in zip(got, wanted, strict=True))}

    same = _find_unproven(sheet, *wanted)
    wide, bad = _choose_width(sheet, same, differing)
    while bad:
        same = _widen(sheet, same, bad)
        candidate = lay_out(sheet, same, wide)
        bad = differing(candidate) if same != tests else set()
    planned = lay_out(sheet, same, wide)
    seen = attempt(planned, sheet.models)
    return replace(planned, objects=seen.objects, calls=seen.calls)


def lay_out(sheet: Sheet, same: set[str], wide: bool) -> Sheet:
    """The sheet with the tests ``same`` in the trainee's process and all others apart; pure.

    Parameters
    ----------
    wide: also carry what answers may change without binding it (``rows.append(1)``). Then the
        trainee decides what such a name holds, so it is done only where a test needs it.
    """
    carried: set[str] = set()
    deferred: set[str] = set()
    modules: dict[str, str] = {}
    reads: dict[str, frozenset[str]] = {}
    ways: dict[str, Way] = {}
    for key, cell in zip(cell_keys(sheet), sheet.cells, strict=True):
        if cell["cell_type"] != "code":
            continue
        text = sheet.models.get(key, text_of(cell))
        bound = bound_names(text)
        if is_answer(cell):
            carried |= set(bound) | (touched_names(text) if wide else set())
            modules.update({name: module for name, module in bound.items() if module})
            continue
        if is_test(cell):
            ways[key] = Way.SAME if key in same else Way.APART
        if ways.get(key) is Way.SAME:
            carried |= set(bound)
            continue
        if names := (mentioned_names(text) | deferred) & carried:
            reads[key] = frozenset(names)
        deferred |= deferred_names(text)
        carried -= set(bound)
    return replace(sheet, ways=ways, reads=reads, modules=modules)


def _find_unproven(sheet: Sheet, model: dict[str, CellScore], blank: dict[str, CellScore]) -> set[str]:
    """Tests in which the model answer gets neither all points nor more than the blank notebook."""
    points = {grade_id(c): c["metadata"]["nbgrader"].get("points", 0) for c in sheet.cells if is_test(c)}
    return {
        name
        for name, most in points.items()
        if (model[name].auto or 0) < most and (model[name].auto or 0) <= (blank[name].auto or 0)
    }


def _choose_width(
    sheet: Sheet, same: set[str], differing: Callable[[Sheet], set[str]]
) -> tuple[bool, set[str]]:
    narrow = lay_out(sheet, same, wide=False)
    bad = differing(narrow)
    wide = lay_out(sheet, same, wide=True)
    if bad and wide.reads != narrow.reads:
        still = differing(wide)
        if len(still) < len(bad):
            return True, still
    return False, bad


def _widen(sheet: Sheet, same: set[str], bad: set[str]) -> set[str]:
    """More tests for the trainee's process; where that did not help a test, all those before it too."""
    if not bad <= same:
        return same | bad
    tests = [key for key, cell in zip(cell_keys(sheet), sheet.cells, strict=True) if is_test(cell)]
    last = max(tests.index(key) for key in bad)
    before = set(tests[: last + 1])
    return same | before if not before <= same else set(tests)
