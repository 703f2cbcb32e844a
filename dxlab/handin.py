"""Which answers are saved, and which are handed in through nbgrader.

``nbgrader submit`` keeps a copy of each hand-in in its cache,
``<data dir>/nbgrader_cache/<course>/<user>+<assignment>+<time>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dxlab.labfiles import Lab, read_sources


@dataclass(frozen=True)
class HandIn:
    """The newest hand-in of a lab; ``when`` is the time in its folder's name (UTC)."""

    folder: Path
    when: str


@dataclass(frozen=True)
class Saved:
    """Where the text of each answer cell stands.

    Attributes
    ----------
    on_disk: cell id -> text in the notebook file.
    handed_in: cell id -> text in the newest hand-in; None when there is none.
    course: whether this place hands in through nbgrader at all.
    """

    on_disk: dict[str, str]
    handed_in: dict[str, str] | None
    course: bool

    def is_unsaved(self, answer: str, executed: Mapping[str, str]) -> bool:
        """The cell ran with another text than the file holds."""
        if answer not in executed or answer not in self.on_disk:
            return False
        return executed[answer].strip() != self.on_disk[answer].strip()

    def is_pending(self, answer: str) -> bool:
        """The file holds another text than the newest hand-in."""
        if not self.course or answer not in self.on_disk:
            return False
        return (self.handed_in or {}).get(answer, "").strip() != self.on_disk[answer].strip()


def read_saved(lab: Lab) -> Saved:
    """Look at the notebook file and at nbgrader's cache."""
    cache = _cache_folder()
    newest = find_hand_in(cache, lab.id)
    handed_in = read_sources(newest.folder / lab.notebook.name) if newest else None
    return Saved(read_sources(lab.notebook), handed_in, cache.is_dir() or _has_course())


def find_hand_in(cache: Path, lab_id: str) -> HandIn | None:
    """The newest copy of the lab in nbgrader's cache, or None."""
    found = []
    for folder in cache.glob(f"*/*+{lab_id}+*"):
        parts = folder.name.split("+")
        if len(parts) >= 3 and parts[1] == lab_id and folder.is_dir():
            found.append(HandIn(folder, parts[2]))
    return max(found, key=lambda h: h.when, default=None)


def _cache_folder() -> Path:
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "nbgrader_cache"


def _has_course() -> bool:
    from jupyter_core.paths import jupyter_config_path

    return any((Path(folder) / "nbgrader_config.py").is_file() for folder in jupyter_config_path())
