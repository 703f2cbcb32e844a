"""The datasets of a course: found by folder, made by seed, described by Frictionless.

A dataset is a folder under ``datasets/`` with ``generate.py`` and
``datapackage.json``; ``docs/architecture.md`` has the contract.
"""

from grader.data.conformity import check_descriptor
from grader.data.dataset import Dataset, Table
from grader.data.descriptor import dictionary
from grader.data.facts import Fact, read_facts
from grader.data.files import table_bytes, write_table
from grader.data.registry import find_datasets, load_dataset

__all__ = [
    "Dataset",
    "Fact",
    "Table",
    "check_descriptor",
    "dictionary",
    "find_datasets",
    "load_dataset",
    "read_facts",
    "table_bytes",
    "write_table",
]
