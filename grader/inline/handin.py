"""What somebody handed in, as untrusted bytes: cells of each notebook, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from grader.engine.folder import IGNORED, Entry, Unreadable, list_entries, read_entry
from grader.engine.model import Limits, Submission
from grader.engine.parse import parse_cells
from grader.inline.model import Assignment, Cell

#: A course's own data sets come with it; what a trainee adds is small.
MAX_FILES = 500
MAX_FILES_BYTES = 50_000_000
_RECEIPTS = frozenset(("timestamp.txt", "submission_secret.txt"))


@dataclass
class HandIn:
    """A submission that could be looked at.

    Attributes
    ----------
    cells: name of a notebook -> its cells, for each one that could be read.
    broken: name of a notebook -> why it can't be read.
    files: the trainee's own, relative path -> bytes.
    problems: Japanese sentences for the instructor.
    """

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_handin(assignment: Assignment, submission: Submission, limits: Limits) -> HandIn:
    """Read all that grading needs. A notebook that is not there is in neither table.

    Raises
    ------
    Unreadable: the folder itself can't be looked at.
    """
    names = [f"{sheet.name}.ipynb" for sheet in assignment.sheets]
    entries, cut = list_entries(submission.folder, first=names)
    found = HandIn()
    if cut:
        found.problems.append("提出フォルダのファイルが多すぎるので、一部だけ読みました。")
    by_path = {entry.path: entry for entry in entries}
    for name in names:
        if name in by_path:
            _read_notebook(submission, by_path[name], limits, found)
    _read_files(assignment, submission, entries, found)
    unknown = [
        e.path for e in entries if e.path.endswith(".ipynb") and e.path not in names and "/" not in e.path
    ]
    if unknown:
        found.problems.append(f"この課題にないノートブックは採点しません（{_listed(unknown)}）。")
    return found


def _read_notebook(submission: Submission, entry: Entry, limits: Limits, found: HandIn) -> None:
    name = entry.path.removesuffix(".ipynb")
    try:
        data = read_entry(submission.folder, entry.path, limits.notebook_bytes)
        cells, remarks = parse_cells(data)
    except ValueError:
        found.broken[name] = "通常のファイルではないか、大きすぎます。"
    except OSError:
        found.broken[name] = "ファイルを開けませんでした。"
    except Unreadable as error:
        found.broken[name] = str(error)
    else:
        found.cells[name] = cells
        found.problems += [f"{entry.path}: {remark}" for remark in remarks]


def _read_files(assignment: Assignment, submission: Submission, entries: list[Entry], found: HandIn) -> None:
    room, left_out = MAX_FILES_BYTES, []
    for entry in _own_files(assignment, entries):
        try:
            if entry.kind != "file" or entry.size > room or len(found.files) >= MAX_FILES:
                raise ValueError(entry.path)
            found.files[entry.path] = read_entry(submission.folder, entry.path, room)
        except (OSError, ValueError):
            left_out.append(entry.path)
            continue
        room -= len(found.files[entry.path])
    if left_out:
        found.problems.append(
            f"通常のファイルではないか、大きすぎるので使わなかったもの: {_listed(left_out)}。"
        )


def _own_files(assignment: Assignment, entries: list[Entry]) -> Iterator[Entry]:
    """What is the trainee's: not the course's files, receipts, notebooks or what editors leave."""
    masters = set(assignment.files) - assignment.own
    for entry in entries:
        parts = set(entry.path.split("/"))
        if entry.kind == "folder" or entry.path in masters or entry.path in _RECEIPTS or parts & IGNORED:
            continue
        if not fnmatchcase(entry.name, "*.ipynb"):
            yield entry


def _listed(names: list[str]) -> str:
    shown = "、".join(name[:60] for name in sorted(names)[:5])
    return f"{shown}など{len(names)}個" if len(names) > 5 else shown
