"""An nbgrader course of anybody's, as its own configuration describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute, IncludeHeaderFooter

from grader.errors import ContentError, DxlabError
from grader.stock.app import Journal, open_app

_STEPS = ("source", "release", "submitted", "autograded", "feedback")
#: What nbgrader logs when a configuration file raised; it then goes on with its defaults.
_FAILED = "Exception while loading config file"


@dataclass(frozen=True)
class AnyCourse:
    """A course directory.

    Attributes
    ----------
    root: absolute path.
    db_url: of the gradebook, for SQLAlchemy.
    structure: nbgrader's ``directory_structure``.
    steps: nbgrader's step -> name of its folder here.
    ignore: patterns of files that nbgrader leaves out everywhere.
    kept: assignment -> files that are the trainee's even where the source has them too.
    cell_seconds: how long a cell may run.
    header, footer: notebooks whose cells nbgrader puts before and after those of every source;
        relative to ``root``, "" for none.
    """

    root: Path
    course_id: str
    db_url: str
    structure: str
    steps: dict[str, str]
    ignore: tuple[str, ...] = ()
    kept: dict[str, frozenset[str]] = field(default_factory=dict)
    cell_seconds: float = 30.0
    header: str = ""
    footer: str = ""

    def folder(self, step: str, lab: str, student: str = ".") -> Path:
        """The folder of a step for an assignment; ``.`` stands for no student (source, release)."""
        path = self.structure.format(
            nbgrader_step=self.steps.get(step, step), student_id=student, assignment_id=lab
        )
        return self.root / path

    def students(self, lab: str) -> list[str]:
        """Whoever has a folder of that assignment in ``submitted``."""
        place = self.folder("submitted", lab, "*").relative_to(self.root)
        depth = place.parts.index("*")
        return sorted(
            path.relative_to(self.root).parts[depth] for path in self.root.glob(str(place)) if path.is_dir()
        )


def is_course(root: Path) -> bool:
    """Looks like an nbgrader course: a configuration, a gradebook or a source folder."""
    return any((root / name).exists() for name in ("nbgrader_config.py", "gradebook.db", "source"))


def read_course(root: Path) -> AnyCourse:
    """What nbgrader itself reads from the course in folder ``root``.

    Raises
    ------
    DxlabError: no course there.
    ContentError: its nbgrader_config.py can't be used.
    """
    if not is_course(root):
        raise DxlabError(
            "course-missing",
            f"{root}: nbgrader のコースのフォルダではありません（nbgrader_config.py も source もありません）。",
            "nbgrader のコースか、dxlab cohort new で作った研修のフォルダを指定してください。",
        )
    with open_app(root.resolve()) as app:
        _check_config(root, app.log.handlers)
        directory = app.coursedir
        converter = Autograde(coursedir=directory, parent=app)
        seconds = Execute(parent=app).timeout
        around = IncludeHeaderFooter(parent=app)
        return AnyCourse(
            Path(directory.root).resolve(),
            directory.course_id,
            _patient(directory.db_url),
            directory.directory_structure,
            {step: getattr(directory, f"{step}_directory") for step in _STEPS},
            tuple(directory.ignore),
            {name: frozenset(files) for name, files in converter.exclude_overwriting.items()},
            float(seconds) if seconds and seconds > 0 else AnyCourse.cell_seconds,
            around.header,
            around.footer,
        )


def _patient(db_url: str) -> str:
    """Waits 30 s for somebody else's lock; SQLite's default is 5."""
    return f"{db_url}?timeout=30" if db_url.startswith("sqlite:///") and "?" not in db_url else db_url


def _check_config(root: Path, handlers: list[object]) -> None:
    lines = [line for handler in handlers if isinstance(handler, Journal) for line in handler.lines]
    if any(_FAILED in line for line in lines):
        raise ContentError(
            "course-config",
            f"{root / 'nbgrader_config.py'}: 設定に誤りがあり、nbgrader はこのファイルを使えません。",
            "端末で nbgrader autograde --help を実行して誤りを確かめ、直してから、もう一度実行してください。",
        )
