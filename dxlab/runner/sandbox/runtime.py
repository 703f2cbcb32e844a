"""What of the host a notebook needs: the interpreter, its libraries, and nothing of ours but ``dxlab``."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import dxlab

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/etc/alternatives", "/etc/fonts")
_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/timezone")
_OURS = ("grader",)


def folders() -> list[Path]:
    """Folders to be seen, outer ones first."""
    wanted = [*map(Path, _SYSTEM), Path(sys.base_prefix), Path(sys.prefix), _package()]
    shown: list[Path] = []
    for path in dict.fromkeys(wanted):
        if not any(path.is_relative_to(other) for other in shown):
            shown.append(path)
    return shown


def files() -> list[Path]:
    """Single files to be seen."""
    return [Path(name) for name in _FILES]


def hidden_folders() -> list[Path]:
    """What lies among the libraries but is the instructor's."""
    places = {sysconfig.get_path("purelib"), str(_package().parent)}
    return [Path(place) / name for place in sorted(places) for name in _OURS]


def _package() -> Path:
    return Path(dxlab.__file__).resolve().parent
