"""Where things are: built once at the door and passed down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.errors import DxlabError


@dataclass(frozen=True)
class Course:
    """A course folder: the one that holds ``labs/`` and ``datasets/``; absolute, for cells run elsewhere."""

    root: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", self.root.absolute())

    @property
    def labs(self) -> Path:
        return self.root / "labs"

    @property
    def datasets(self) -> Path:
        return self.root / "datasets"


def find_course(start: Path) -> Course:
    """Return the nearest folder at or above ``start`` that holds labs/ and datasets/.

    Raises
    ------
    DxlabError: there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "labs").is_dir() and (folder / "datasets").is_dir():
            return Course(folder)
    raise DxlabError(
        "course-not-found",
        f"{start}: labs と datasets のフォルダが見つかりません。",
        "教材のフォルダの中で実行するか、--course に教材のフォルダを指定してください。",
    )
