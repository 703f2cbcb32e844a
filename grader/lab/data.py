"""The released data of a lab: recipes, tables, and their dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.data import Dataset, dictionary, load_dataset, write_table
from grader.engine.model import Released
from grader.engine.seeds import released_seed
from grader.lab.model import DataFile, Lab
from grader.settings import Course


def recipes(lab: Lab, secret: bytes, draw: int) -> dict[str, Released]:
    """Released file name -> how it is made."""
    return {
        part.file: Released(
            part.dataset,
            part.table,
            dict(part.knobs),
            released_seed(secret, lab.id, part.together or part.file, draw),
        )
        for part in lab.data
    }


def write_data(
    course: Course, released: dict[str, Released], folder: Path
) -> dict[str, list[dict[str, Any]]]:
    """Write every released file into ``folder``; return the data dictionary (file -> columns)."""
    folder.mkdir(parents=True, exist_ok=True)
    described = {}
    for file, recipe in released.items():
        dataset = load_dataset(course, recipe.dataset)
        tables, _ = dataset.make(recipe.seed, **recipe.knobs)
        write_table(folder / file, tables[recipe.table])
        described[file] = dictionary(dataset, recipe.table)
    return described


def data_title(dataset: Dataset, part: DataFile) -> str:
    """The Japanese title of a table, from the dataset's descriptor."""
    for resource in dataset.descriptor.get("resources", []):
        if part.table in (resource.get("path"), resource.get("name")):
            return str(resource.get("title") or dataset.descriptor.get("title", part.table))
    return str(dataset.descriptor.get("title", part.table))
