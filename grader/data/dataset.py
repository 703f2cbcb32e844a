"""One dataset: its folder, its descriptor and its generator."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from grader.data.knobs import Knob, check_knobs, knobs_of
from grader.errors import ContentError, DxlabError

if TYPE_CHECKING:
    import pandas as pd

Table: TypeAlias = "pd.DataFrame | bytes"
Tables: TypeAlias = "dict[str, Table]"
Make: TypeAlias = Callable[..., "tuple[Tables, Any]"]


@dataclass(frozen=True)
class Dataset:
    """A folder under ``datasets/``.

    Attributes
    ----------
    id: the folder's name.
    descriptor: ``datapackage.json`` as read.
    """

    id: str
    folder: Path
    descriptor: dict[str, Any]

    @property
    def title(self) -> str:
        return str(self.descriptor.get("title", self.id))

    @property
    def knobs(self) -> dict[str, Knob]:
        """The knobs of ``make`` by name, in the generator's order."""
        return knobs_of(self._generator())

    def make(self, seed: int, **knobs: Any) -> tuple[Tables, Any]:
        """``(tables, truth)``: tables by file name, and what was planted.

        The same seed and knobs give the same result.

        Raises
        ------
        DxlabError: ``knob-unknown``, or ``knob-value`` for a value that the generator refuses.
        """
        make = self._generator()
        check_knobs(self.id, knobs_of(make), knobs)
        try:
            return make(seed, **knobs)
        except ValueError as error:
            raise DxlabError(
                "knob-value",
                f"データ {self.id} を作れません（seed={seed}）。{error}",
                f"dxlab data show {self.id} で、変えられる設定を確かめてください。",
            ) from error

    def _generator(self) -> Make:
        path = self.folder / "generate.py"
        return _load_make(path, path.stat().st_mtime_ns)


@functools.cache
def _load_make(path: Path, _changed: int) -> Make:
    """Import ``make`` from a generator; ``_changed`` makes an edited file load again."""
    name = f"_dxlab_dataset_{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None  # always so for a .py path
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    make = getattr(module, "make", None)
    if not callable(make):
        raise ContentError(
            "generator-without-make",
            f"{path}: 関数 make がありません。",
            "make(seed, **knobs) を書き、(表の辞書, 正解) を返してください。",
        )
    return make
