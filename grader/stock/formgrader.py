"""The formgrader's Autograde button, answered without holding up the server."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

from nbgrader.server_extensions.formgrader.base import BaseApiHandler, check_notebook_dir, check_xsrf
from tornado import web

from grader.stock.attach import is_attached
from grader.stock.autograde import is_cohort, list_students
from grader.stock.collect import STUDENT_ID
from grader.stock.helper import Report, Request, run_grading

_LAB_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class GradeHandler(BaseApiHandler):
    """``dxlab grade`` for one person, beside the server; other courses go nbgrader's way."""

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    async def post(self, lab: str, student: str) -> None:
        root = Path(self.coursedir.root)
        if not (is_cohort(root) or is_attached(root)):
            self.write(json.dumps(self.api.autograde(lab, student)))
            return
        if not _LAB_ID.fullmatch(lab) or not self._is_known(root, lab, student):
            raise web.HTTPError(404)
        request = Request(Path(self.coursedir.root).resolve(), lab, (student,), force=True)
        self.write(json.dumps(build_answer(await self._grade(request))))

    def _is_known(self, root: Path, lab: str, student: str) -> bool:
        if is_cohort(root):
            return STUDENT_ID.fullmatch(student) is not None
        return student in list_students(self.coursedir, lab)

    async def _grade(self, request: Request) -> Report:
        # One after the other, in the order of the presses: dxlab would refuse the second.
        turn = self.settings.setdefault("dxlab_turn", asyncio.Lock())
        async with turn:
            return await asyncio.to_thread(run_grading, request)


def build_answer(report: Report) -> dict[str, Any]:
    """What the page expects of nbgrader's own step; ``error`` is shown in a red box."""
    answer: dict[str, Any] = {"success": report.done, "log": "\n".join(report.lines)}
    if not report.done:
        answer["error"] = "人が見る必要があります。上の記録を読んでください。"
    return answer


HANDLERS: list[tuple[str, type]] = [
    (r"/formgrader/api/submission/([^/]+)/([^/]+)/autograde", GradeHandler),
]
