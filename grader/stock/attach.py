"""Our block in the configuration of an nbgrader course of somebody else's."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from grader.errors import ContentError, DxlabError
from grader.stock.course import is_course
from grader.stock.loaded import would_be_led

CONFIG = "nbgrader_config.py"
COPY = "nbgrader_config.py.before-dxlab"
BEGIN = "# >>> dxlab >>>"
END = "# <<< dxlab <<<"
#: Strings only: an exception here would make nbgrader grade with its defaults.
BLOCK = f"""\
{BEGIN}
# nbgrader の採点（コマンドとボタン）を dxlab grade につなぎます。
# やめるときは dxlab attach --detach を使ってください。この間を手で直さないでください。
c = get_config()  # noqa: F821
c.Autograde.exporter_class = "grader.stock.autograde.Through"
{END}
"""


@dataclass(frozen=True)
class Attached:
    """What was done: ``config`` was changed or removed, ``copy`` holds what it was before (None: there was none)."""

    config: Path
    copy: Path | None


def is_attached(root: Path) -> bool:
    """The course in folder ``root`` has our block."""
    return BEGIN in _read(root / CONFIG)


def attach_course(root: Path) -> Attached:
    """Add the block, and make sure that nbgrader really follows it; else all is put back.

    Raises
    ------
    DxlabError: no course, one of our own cohorts, attached already, or a copy is in the way.
    ContentError: nbgrader would not follow the block.
    """
    _check(root)
    config, copy = root / CONFIG, root / COPY
    was_there = config.exists()
    before = config.read_bytes() if was_there else b""
    if was_there:
        shutil.copy2(config, copy)
    _write(config, before + _joint(before) + BLOCK.encode())
    if not would_be_led(root):
        _put_back(root, was_there)
        raise ContentError(
            "attach-failed",
            f"{config}: 書き足しても、nbgrader は dxlab につながりませんでした。設定は元のままにしてあります。",
            "nbgrader_config.py に誤りがないか、あとから読まれるほかの設定がないかを確かめてください。",
        )
    return Attached(config, copy if was_there else None)


def detach_course(root: Path) -> Attached:
    """Take the block out again; a configuration that nobody touched since is as it was, byte for byte.

    Raises
    ------
    DxlabError: the course has no block of ours.
    """
    config, copy = root / CONFIG, root / COPY
    text = config.read_bytes() if config.exists() else b""
    begin, end = text.find(BEGIN.encode()), text.find(END.encode())
    if begin < 0 or end < begin:
        raise DxlabError(
            "not-attached",
            f"{config}: dxlab attach で書いた部分がありません。",
            "フォルダを確かめてください。つないでいないコースなら、することはありません。",
        )
    rest = text[:begin] + text[end + len(END) :].removeprefix(b"\n")
    if copy.exists():
        was = copy.read_bytes()
        if rest == was + _joint(was):
            rest = was
    if rest:
        _write(config, rest)
    else:
        config.unlink()
    kept = copy.exists() and copy.read_bytes() != rest
    if not kept:
        copy.unlink(missing_ok=True)
    return Attached(config, copy if kept else None)


def _check(root: Path) -> None:
    if not is_course(root):
        raise DxlabError(
            "course-missing",
            f"{root}: nbgrader のコースのフォルダではありません（nbgrader_config.py も source もありません）。",
            "nbgrader のコースのフォルダを指定してください。",
        )
    if (root / "cohort.toml").exists():
        raise DxlabError(
            "attach-cohort",
            f"{root}: dxlab で作った研修です。はじめから dxlab につながっています。",
            "そのまま使えます。することはありません。",
        )
    if is_attached(root):
        raise DxlabError(
            "attached-already",
            f"{root / CONFIG}: もう dxlab につながっています。",
            "そのまま使えます。やめるときは dxlab attach --detach を使ってください。",
        )
    if (root / COPY).exists():
        raise DxlabError(
            "attach-copy",
            f"{root / COPY}: 前の設定の写しが残っています。",
            "要るものか確かめて、別の名前にしてから、もう一度実行してください。",
        )


def _joint(before: bytes) -> bytes:
    return b"" if not before or before.endswith(b"\n") else b"\n"


def _put_back(root: Path, was_there: bool) -> None:
    if was_there:
        (root / COPY).replace(root / CONFIG)
    else:
        (root / CONFIG).unlink()


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all; the file keeps its permissions."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(data)
    if path.exists():
        shutil.copymode(path, fresh)
    fresh.replace(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
