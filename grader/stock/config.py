"""The text of a cohort's ``nbgrader_config.py``.

Strings only: an exception in that file makes nbgrader go on with its defaults
and exit code 0, so nothing in it may import or raise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_SEAL = "# dxlab-seal: "
_HEAD = """\
# このファイルは dxlab が書きます。手で直すと、次に dxlab が動いたときに元へ戻ります
# （直したものは nbgrader_config.py.bak に残します）。
"""

#: Options of nbgrader that never differ between cohorts.
OPTIONS: dict[str, object] = {
    "Exchange.timezone": "UTC",
    "NbGraderAPI.timezone": "Asia/Tokyo",
    "ExchangeFactory.collect": "grader.stock.collect.SafeCollect",
    "Autograde.exporter_class": "grader.stock.autograde.Through",
    "ClearSolutions.code_stub": {"python": ""},
    "ClearSolutions.text_stub": "（ここに書いてください）",
    "HTMLExporter.sanitize_html": True,
    # nbconvert's own filter knows no thead and prints the tag as text.
    # Its Markdown filter lets raw HTML through.
    "TemplateExporter.filters": {
        "clean_html": "grader.engine.outputs.clean_html",
        "markdown2html": "grader.report.feedback_cells.markdown_html",
    },
    "GenerateFeedback.exporter_class": "grader.report.feedback.FeedbackExporter",
    "GenerateFeedback.preprocessors": ["grader.stock.marks.ReadMarks"],
    "Execute.timeout": 60,
    "Execute.iopub_timeout": 30,
}


@dataclass(frozen=True)
class StockCourse:
    """An nbgrader course directory.

    Attributes
    ----------
    root: absolute path of the course directory.
    course_id: nbgrader's course id; a folder name in the exchange.
    exchange: absolute path of the exchange.
    """

    root: Path
    course_id: str
    exchange: Path

    @property
    def db_url(self) -> str:
        # 30 s: with the default of 5 s a busy gradebook makes nbgrader delete autograded folders.
        return f"sqlite:///{self.root / 'gradebook.db'}?timeout=30"

    def folder(self, step: str, lab: str, student: str = ".") -> Path:
        """``<root>/<step>/<student>/<lab>``; ``.`` stands for no student (source, release)."""
        return self.root / step / student / lab


def build_config(course: StockCourse) -> str:
    """The whole file, sealed with a hash of its own body."""
    options = {
        "CourseDirectory.course_id": course.course_id,
        "CourseDirectory.root": str(course.root),
        "CourseDirectory.db_url": course.db_url,
        "Exchange.root": str(course.exchange),
        **OPTIONS,
    }
    lines = [f"c.{name} = {value!r}" for name, value in options.items()]
    body = _HEAD + "\nc = get_config()  # noqa: F821\n" + "\n".join(lines) + "\n"
    return f"{_SEAL}{_hash(body)}\n{body}"


def is_sealed(text: str) -> bool:
    """True when ``text`` is as ``build_config`` wrote it, for whatever course."""
    head, _, body = text.partition("\n")
    return head == f"{_SEAL}{_hash(body)}"


def ensure_config(course: StockCourse, write_to: Path | None = None) -> list[str]:
    """Write ``nbgrader_config.py`` when it differs; returns Japanese notices.

    A file that a person edited is kept beside it as ``.bak``. ``write_to`` is
    another folder to write to, for a course that is not yet in its place.
    """
    path = (write_to or course.root) / "nbgrader_config.py"
    wanted = build_config(course)
    try:
        present = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        present = ""
    if present == wanted:
        return []
    notices = []
    if present and not is_sealed(present):
        path.replace(path.with_name(path.name + ".bak"))
        notices.append(
            f"{path}: 手で直した跡があったので元に戻しました。直した内容は {path.name}.bak にあります。"
        )
    elif present:
        notices.append(f"{path}: 研修フォルダの場所か dxlab の版が変わったので、書き直しました。")
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(wanted, encoding="utf-8")
    fresh.replace(path)
    return notices


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:32]
