"""nbgrader's own autograde step, closed for our cohorts.

It would run the notebook in a kernel where ``check`` gives 0 and write those
zeros over real points. A cohort's ``nbgrader_config.py`` names this step, so
the command line and the formgrader's button both stop with a sentence instead.
"""

from __future__ import annotations

from typing import Any, NoReturn

from nbgrader.preprocessors import NbGraderPreprocessor


class UseDxlab(NbGraderPreprocessor):
    """Refuses to grade; points that are in the gradebook stay as they are."""

    def preprocess(self, nb: Any, resources: Any) -> NoReturn:
        facts = resources.get("nbgrader", {})
        lab = facts.get("assignment", "教材")
        raise RuntimeError(
            f"この研修は、nbgrader の autograde では採点できません。dxlab cohort grade で採点してください（{lab}）。"
        )
