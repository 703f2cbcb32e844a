"""A new lab from the template."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.errors import DxlabError
from grader.lab.files import new_folder, write_text
from grader.lab.listing import TEMPLATE
from grader.lab.read import ID_FORM
from grader.settings import Course


def create_lab(course: Course, lab_id: str, title: str) -> Path:
    """Copy labs/_template to labs/<id> with the new title; returns the folder.

    The copy has no lab.ipynb: building the lab makes one that fits.

    Raises
    ------
    DxlabError: the id has a wrong form or is taken, the title is empty, or the template is missing.
    """
    _check_new(course, lab_id, title)
    template = course.labs / TEMPLATE
    with new_folder(course.labs / lab_id) as folder:
        shutil.copytree(
            template, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("lab.ipynb", "__pycache__")
        )
        old_title = _title_line((template / "lab.toml").read_text(encoding="utf-8"))
        toml = (folder / "lab.toml").read_text(encoding="utf-8")
        write_text(folder / "lab.toml", toml.replace(old_title, f"title = {_quoted(title)}", 1))
    return course.labs / lab_id


def _check_new(course: Course, lab_id: str, title: str) -> None:
    if not ID_FORM.fullmatch(lab_id) or len(lab_id) > 60:
        raise DxlabError(
            "lab-id-form",
            f"「{lab_id}」は実習の ID に使えません。",
            "英小文字で始め、英小文字・数字・ハイフンだけで書いてください。例: l108-survey",
        )
    if (course.labs / lab_id).exists():
        raise DxlabError(
            "lab-exists",
            f"{course.labs / lab_id}: もうあります。",
            "別の ID にするか、そのフォルダを直してください。",
        )
    if not title.strip():
        raise DxlabError(
            "lab-title", "題名が空です。", '--title "住民アンケートの読み方" のように書いてください。'
        )
    if not (course.labs / TEMPLATE / "lab.toml").is_file():
        raise DxlabError(
            "lab-template",
            f"{course.labs / TEMPLATE}: 見本のフォルダがありません。",
            "教材のフォルダを取得しなおすか、--course を確かめてください。",
        )


def _title_line(toml: str) -> str:
    return next((line for line in toml.splitlines() if line.startswith("title")), "")


def _quoted(text: str) -> str:
    """A TOML basic string: https://toml.io/en/v1.0.0#string"""
    escaped = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else " " for c in escaped) + '"'
