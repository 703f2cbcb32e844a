"""What goes into the engine and what comes out of it.

Plain frozen data, so that a job can travel to another process and a result can
be stored and compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from dxlab.blanks import asks_form
from dxlab.outcome import Outcome


@dataclass(frozen=True)
class Released:
    """How one released data file was made, so that a check can have its truth."""

    dataset: str
    table: str
    knobs: dict[str, Any]
    seed: int


@dataclass(frozen=True)
class Exercise:
    """One line of points.

    Attributes
    ----------
    id: grade_id of the cell that carries the points.
    kind: ``auto`` (hidden.py decides), ``manual`` (a person marks) or ``quiz``.
    answer: grade_id of the answer cell; None for the quiz.
    stub: the answer cell's text as released; None for the quiz.
    """

    id: str
    title: str
    points: float
    kind: str
    answer: str | None
    stub: str | None

    @property
    def is_form(self) -> bool:
        return self.kind == "auto" and asks_form(self.stub or "", self.id)


@dataclass(frozen=True)
class Assignment:
    """All that grading needs to know about a lab; holds secrets, never enters a child.

    Attributes
    ----------
    name: lab id, nbgrader's assignment name and the notebook's name.
    version: hash of the lab's content (notebook, checks, quiz, data recipe).
    source: the source notebook as nbformat JSON (model answers included).
    exercises: in notebook order.
    hidden: path of hidden.py.
    quiz_key: question id -> right option id.
    files: released files beside the notebook, relative path -> bytes.
    released: released data file name (e.g. ``branch_wait_a.csv``) -> recipe.
    secret, draw: what the seeds of hidden inputs derive from.
    course: course folder (for the dataset registry).
    """

    name: str
    version: str
    source: dict[str, Any]
    exercises: tuple[Exercise, ...]
    hidden: Path
    quiz_key: dict[str, str]
    files: dict[str, bytes]
    released: dict[str, Released]
    secret: bytes
    draw: int
    course: Path


@dataclass(frozen=True)
class Submission:
    """Untrusted bytes of one person's hand-in."""

    student: str
    folder: Path


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Times in seconds, sizes in bytes.

    Attributes
    ----------
    memory_bytes: of each of its processes, beyond what the warm process holds.
    scratch_bytes: of all files that it writes.
    processes: processes and threads at a time.
    """

    cell_seconds: float = 30.0
    question_seconds: float = 30.0
    total_seconds: float = 300.0
    output_bytes: int = 1_000_000
    notebook_bytes: int = 20_000_000
    memory_bytes: int = 1_000_000_000
    scratch_bytes: int = 200_000_000
    processes: int = 64

    @property
    def reply_bytes(self) -> int:
        """The longest reply to a cell: JSON may need six letters for one."""
        return 6 * self.output_bytes + 100_000


class State(str, Enum):
    """What became of a submission."""

    GRADED = "graded"
    PARTIAL = "partial"  # graded, but a limit was hit or the child died on the way
    UNREADABLE = "unreadable"  # no notebook could be read; 0 points
    FAILED = "failed"  # our fault or the machine's: a person must look; no points recorded


@dataclass(frozen=True)
class Usage:
    """What grading a submission took.

    Attributes
    ----------
    seconds: CPU of the trainee's process, the cells that all share left out.
    answer_seconds: the part of it that answered the checks (as that process claims).
    check_seconds: CPU of the checks themselves, in the judge.
    memory: bytes of the trainee's process at its peak.
    """

    seconds: float = 0.0
    answer_seconds: float = 0.0
    check_seconds: float = 0.0
    memory: int = 0


@dataclass(frozen=True)
class ExerciseResult:
    """The outcome of one automatic exercise or the quiz; ``points`` is final."""

    id: str
    points: float
    maximum: float
    outcome: Outcome


@dataclass(frozen=True)
class Result:
    """One graded submission.

    Attributes
    ----------
    notebook: the autograded notebook (nbformat JSON) with outputs and verdicts.
    exercises: every automatic exercise and the quiz, in notebook order.
    manual_pending: grade_ids of written parts that wait for a person; empty
        when the trainee left them as released (those get 0 at once).
    files: further files for autograded/ (``answers.json``), relative path -> bytes.
    problems: Japanese sentences for the instructor.
    """

    student: str
    state: State
    exercises: tuple[ExerciseResult, ...] = ()
    manual_pending: tuple[str, ...] = ()
    notebook: dict[str, Any] | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    usage: Usage = Usage()

    @property
    def score(self) -> float:
        return round(sum(e.points for e in self.exercises), 1)

    @property
    def maximum(self) -> float:
        return round(sum(e.maximum for e in self.exercises), 1)
