"""A fake lab as the current folder, and a notebook's variables."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _load_fake_lab() -> ModuleType:
    if "fake_lab" not in sys.modules:
        spec = importlib.util.spec_from_file_location("fake_lab", Path(__file__).with_name("fake_lab.py"))
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["fake_lab"] = module
        spec.loader.exec_module(module)
    return sys.modules["fake_lab"]


@pytest.fixture
def fake_lab() -> ModuleType:
    return _load_fake_lab()


@pytest.fixture
def lab_folder(tmp_path, fake_lab, monkeypatch):
    """A fresh released lab; the current folder. No course, no state of this machine."""
    from dxlab import session

    folder = fake_lab.write_lab(tmp_path / fake_lab.LAB_ID)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter-config"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.delenv("NBGRADER_VALIDATING", raising=False)
    monkeypatch.setattr(session, "find_shell", lambda: None)
    for name in ("SESSION.folder", "SESSION.executed", "SESSION.stopped", "SESSION.running"):
        fresh = {"folder": None, "executed": {}, "stopped": {}, "running": ("", "")}[name.split(".")[1]]
        monkeypatch.setattr(session.SESSION, name.split(".")[1], fresh)
    return folder


class Notebook:
    """Runs cells as IPython does as far as we need it: sources can be looked up."""

    def __init__(self) -> None:
        self.names: dict = {"__name__": "__main__"}
        self._count = 0
        self.run("from dxlab import *")

    def run(self, source: str):
        """Run a cell; the value of its last expression when it is one line."""
        import linecache

        self._count += 1
        name = f"/tmp/ipykernel_1/{id(self)}-{self._count}.py"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            code = compile(source, name, "eval")
        except SyntaxError:
            exec(compile(source, name, "exec"), self.names)
            return None
        return eval(code, self.names)


@pytest.fixture
def notebook(lab_folder) -> Notebook:
    return Notebook()
