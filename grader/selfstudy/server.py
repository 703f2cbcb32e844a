"""Start JupyterLab in Japanese at the course map of a workspace."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

from grader.selfstudy.coursemap import MAP_NAME

CONFIG = Path(__file__).with_name("config")


def build_command(root: Path, options: tuple[str, ...] = ()) -> list[str]:
    """The command line that opens JupyterLab on ``root``."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{quote(MAP_NAME)}",
        "--ServerApp.ip=127.0.0.1",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # containers; a desktop user is never root
    return [*command, *options]


def build_environment(environment: dict[str, str]) -> dict[str, str]:
    """``environment`` with our JupyterLab defaults first and the interpreter's programs on PATH."""
    paths = [str(CONFIG), *filter(None, [environment.get("JUPYTER_CONFIG_PATH")])]
    programs = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    return {**environment, "JUPYTER_CONFIG_PATH": os.pathsep.join(paths), "PATH": programs}


def run_server(root: Path, options: tuple[str, ...] = ()) -> None:
    """Replace this process by JupyterLab (Windows: run it and wait)."""
    command = build_command(root, options)
    environment = build_environment(dict(os.environ))
    os.execve(command[0], command, environment)
