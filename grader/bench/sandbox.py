"""Whether the engine here contains what it runs: the one place that asks."""

from __future__ import annotations

from grader.bench.case import Case
from grader.engine.containment import ensure_containment
from grader.errors import DxlabError


def requires_sandbox(case: Case) -> str:
    """Why a case can't be tried here (English, for a test's skip); "" when it can."""
    if not (case.sandbox or case.rough):
        return ""
    try:
        ensure_containment()
    except DxlabError:
        return "no sandbox is possible on this machine"
    return ""
