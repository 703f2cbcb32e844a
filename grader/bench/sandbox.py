"""Whether the engine here contains what it runs: the one place that asks."""

from __future__ import annotations

import grader.engine
from grader.bench.case import Case


def requires_sandbox(case: Case) -> str:
    """Why a case can't be tried here (English, for a test's skip); "" when it can.

    An engine without containment has no attribute ``containment``; one that has
    it answers with the profile in force, or with nothing where none is possible.
    """
    if not (case.sandbox or case.rough):
        return ""
    containment = getattr(grader.engine, "containment", None)
    if containment is None:
        return "this engine has no sandbox"
    return "" if containment() else "no sandbox is possible on this machine"
