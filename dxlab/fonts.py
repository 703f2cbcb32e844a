"""Japanese in matplotlib figures, whenever matplotlib is imported.

matplotlib_fontja brings the IPAex Gothic font in its package, so no font of the
system is needed. It imports matplotlib (a second), so this waits for the trainee
to do so: a finder at the front of ``sys.meta_path`` sees the import of
``matplotlib.pyplot`` and sets the font when that is done.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

_WATCHED = "matplotlib.pyplot"


def ensure_fonts() -> None:
    """Use the Japanese font now, or as soon as pyplot is imported. Idempotent."""
    if _WATCHED in sys.modules:
        apply_fonts()
    elif not any(isinstance(finder, _PyplotFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _PyplotFinder())


def apply_fonts() -> None:
    """Set the font in matplotlib's rcParams."""
    import matplotlib
    import matplotlib_fontja

    matplotlib_fontja.japanize()
    # The font has no U+2212; the plain hyphen is in every font.
    matplotlib.rcParams["axes.unicode_minus"] = False


class _PyplotFinder(MetaPathFinder):
    """Steps aside at the first import of pyplot and leaves a loader that sets the font."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != _WATCHED:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        if spec is not None and spec.loader is not None:
            spec.loader = _FontLoader(spec.loader)
        return spec


class _FontLoader(Loader):
    """Loads pyplot as its own loader does, then sets the font."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        apply_fonts()

    def __getattr__(self, name: str) -> object:
        return getattr(self._loader, name)
