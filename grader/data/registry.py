"""Which datasets a course has."""

from __future__ import annotations

import difflib
from pathlib import Path

from grader.data.dataset import Dataset
from grader.data.descriptor import read_descriptor
from grader.errors import ContentError, DxlabError
from grader.settings import Course


def find_datasets(course: Course) -> dict[str, Dataset]:
    """All datasets by id, in alphabetical order. Folders without generate.py are none.

    Raises
    ------
    ContentError: ``datapackage`` lists every descriptor that cannot be read.
    """
    found, problems = {}, []
    for folder in _dataset_folders(course):
        try:
            found[folder.name] = _read_dataset(folder)
        except ContentError as error:
            problems.append(error)
    if problems:
        raise ContentError("datapackage", "\n".join(p.message for p in problems), problems[0].hint)
    return found


def load_dataset(course: Course, name: str) -> Dataset:
    """The dataset ``name``; the others of the course may be broken.

    Raises
    ------
    DxlabError: ``dataset-unknown``.
    ContentError: ``datapackage``, its descriptor cannot be read.
    """
    folders = {folder.name: folder for folder in _dataset_folders(course)}
    if name in folders:
        return _read_dataset(folders[name])
    near = difflib.get_close_matches(name, folders, n=1)
    raise DxlabError(
        "dataset-unknown",
        f"データ {name} は {course.datasets} にありません。" + (f"{near[0]} のことですか。" if near else ""),
        "dxlab data list で、データの一覧を確かめてください。",
    )


def _dataset_folders(course: Course) -> list[Path]:
    if not course.datasets.is_dir():
        return []
    return sorted(f for f in course.datasets.iterdir() if (f / "generate.py").is_file())


def _read_dataset(folder: Path) -> Dataset:
    return Dataset(folder.name, folder, read_descriptor(folder / "datapackage.json"))
