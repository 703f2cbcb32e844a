"""A small course of one dataset, to break in many ways."""

import json
from pathlib import Path

import pytest

from grader.settings import Course

GENERATOR = """
import pandas as pd

def make(seed: int, rows: int = 3, factor: float = 1.0, label: str = "x", low: int | None = None):
    if rows < 1:
        raise ValueError("rows は 1 以上です")
    codes = [f"{i:03d}" for i in range(rows)]
    table = pd.DataFrame({"code": codes, "value": [seed + i for i in range(rows)]})
    return {"t.csv": table}, {"sum": int(table["value"].sum())}
"""


def field(name, kind, **constraints):
    texts = {
        "title": f"{name}の名前",
        "description": f"{name}の意味です。",
        "unit": "",
        "blank": "空欄はありません。",
    }
    return {"name": name, "type": kind, **texts, "constraints": {"required": True, **constraints}}


def tiny_descriptor():
    schema = {
        "fields": [
            field("code", "string", pattern="[0-9]{3}"),
            field("value", "integer", minimum=0, maximum=99),
        ],
        "primaryKey": ["code"],
    }
    table = {
        "name": "t",
        "path": "t.csv",
        "title": "小さな表",
        "description": "試しの表です。",
        "schema": schema,
    }
    return {
        "name": "tiny",
        "title": "小さなデータ",
        "description": "試しのデータです。",
        "provenance": "架空です。",
        "licenses": [{"name": "CC-BY-4.0"}],
        "resources": [table],
    }


@pytest.fixture
def course(tmp_path: Path) -> Course:
    add_dataset(tmp_path, tiny_descriptor())
    (tmp_path / "labs").mkdir()
    (tmp_path / "datasets" / "reference").mkdir()
    return Course(tmp_path)


def add_dataset(root: Path, descriptor, generator: str = GENERATOR) -> Path:
    folder = root / "datasets" / descriptor["name"]
    folder.mkdir(parents=True)
    (folder / "generate.py").write_text(generator, encoding="utf-8")
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture
def descriptor():
    return tiny_descriptor()


@pytest.fixture
def write_descriptor(course):
    def write(descriptor) -> None:
        path = course.datasets / "tiny" / "datapackage.json"
        path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")

    return write
