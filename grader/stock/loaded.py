"""Whether nbgrader would really go through dxlab: asked of nbgrader itself.

A fresh nbgrader, in a process of its own and started as an instructor would
start it, reads its config and tells what it would use. Reading our own file
again would prove nothing: an exception in it, a misspelt name or another config
that comes later leave nbgrader grading in its stock way with exit code 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from grader.stock.config import OPTIONS, StockCourse

EXTENSION = "grader.stock.server"
_FAILED = "Exception while loading config file"
_UNKNOWN = "not recognized"


def find_hook_problems(course: StockCourse) -> list[str]:
    """Japanese sentences about what a fresh nbgrader and Jupyter would not do as dxlab needs it."""
    facts = _ask_fresh(course.root)
    if facts is None:
        return [
            "nbgrader を始められません。端末で nbgrader autograde --help を実行して、誤りを確かめてください。"
        ]
    return build_problems(course, facts)


def would_be_led(root: Path) -> bool:
    """A fresh nbgrader, started in the course's folder, would grade through dxlab and reads its config whole."""
    facts = _ask_fresh(root)
    return facts is not None and facts["led"] and not facts["failed"]


def _ask_fresh(root: Path) -> dict[str, Any] | None:
    """What ``read_facts`` tells in a process of its own; None when nbgrader can't even start there."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "grader.stock.loaded", str(root)],
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    try:
        facts: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return None
    return facts


def build_problems(course: StockCourse, facts: dict[str, Any]) -> list[str]:
    """What is wrong with the facts that ``read_facts`` told; pure."""
    problems = []
    if not facts["led"]:
        problems.append(
            "nbgrader からの採点（nbgrader autograde、formgrader のボタン）が、dxlab につながっていません。"
        )
    if facts["failed"]:
        problems.append(
            "nbgrader の設定（nbgrader_config.py）に誤りがあり、nbgrader はそのファイルを使っていません。"
        )
    problems += [
        f"nbgrader の設定に、nbgrader の知らない名前があります（{name}）。" for name in facts["unknown"]
    ]
    missing = [name for name, wanted in OPTIONS.items() if facts["options"].get(name) != wanted]
    if missing:
        problems.append(f"nbgrader_config.py の {'、'.join(missing)} が読みこまれていません。")
    if (facts["course_id"], facts["db_url"]) != (course.course_id, course.db_url):
        problems.append("nbgrader_config.py の研修の番号か成績簿の場所が、この研修と合いません。")
    if not facts["extension"]:
        problems.append(
            f"Jupyter の拡張 {EXTENSION} が止めてあります。formgrader で採点する間、画面が動かなくなります。"
            f"jupyter server extension enable {EXTENSION} で戻してください。"
        )
    return problems


def read_facts(root: Path) -> dict[str, Any]:
    """What an nbgrader started in ``root`` (the working directory) would use."""
    from grader.stock.app import quiet_logs

    with quiet_logs() as logger:
        from nbgrader.apps import AutogradeApp
        from nbgrader.converters import Autograde

        app = AutogradeApp(log=logger)
        app.initialize([])
        converter = Autograde(coursedir=app.coursedir, parent=app)
        lines = [line for handler in logger.handlers for line in getattr(handler, "lines", [])]
    return {
        "led": _is_led(converter, root),
        "failed": any(_FAILED in line for line in lines),
        "unknown": sorted({line.split("`")[1] for line in lines if _UNKNOWN in line and "`" in line}),
        "options": {name: _option(app.config, name) for name in OPTIONS},
        "course_id": app.coursedir.course_id,
        "db_url": app.coursedir.db_url,
        "extension": _is_extension_on(),
    }


def _is_led(converter: Any, root: Path) -> bool:
    # Not imported from grader.stock.autograde: that would lead the converter there by itself.
    module = sys.modules.get("grader.stock.autograde")
    same = Path(converter.coursedir.root).resolve() == root.resolve()
    return module is not None and same and bool(module.is_led(converter))


def _option(config: Any, name: str) -> Any:
    section, key = name.split(".")
    value = config[section].get(key) if section in config else None
    return value if isinstance(value, (str, int, float, list, dict, bool)) else None


def _is_extension_on() -> bool:
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.extension.config import ExtensionConfigManager

    manager = ExtensionConfigManager(read_config_path=jupyter_config_path())
    return bool(manager.get_jpserver_extensions().get(EXTENSION))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read_facts(Path(sys.argv[1]))))
