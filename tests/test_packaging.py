"""What is declared, locked and installed is the same thing."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import sysconfig
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUILD = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PYTHONS = ("3.11", "3.12", "3.13")

# Where conda's name for a package differs from PyPI's.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
# Where a package's import name says nothing about its distribution.
DISTRIBUTIONS = {"IPython": "ipython", "markdown_it": "markdown-it-py", "yaml": "pyyaml"}


def entries_of(lock: Path) -> list[str]:
    """The locked requirements, each with its hashes on one line."""
    lines = re.sub(r"\\\n\s*", "", lock.read_text(encoding="utf-8")).splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def pins_of(lock: Path) -> dict[str, list[Requirement]]:
    """Distribution name -> its pins (more than one where Pythons differ)."""
    pins: dict[str, list[Requirement]] = {}
    for entry in entries_of(lock):
        requirement = Requirement(entry.split(" --hash")[0])
        pins.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return pins


def pinned_version(pins: list[Requirement], python: str) -> str | None:
    environment = {"python_version": python, "python_full_version": f"{python}.9", "sys_platform": "linux"}
    for pin in pins:
        if pin.marker is None or pin.marker.evaluate(environment):
            return str(pin.specifier).removeprefix("==")
    return None


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_hold_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|@ ", text)
    for entry in entries_of(lock):
        assert re.search(r"==\S+.* --hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_covers_what_the_project_asks_for(python):
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"], *BUILD["requires"]]
    pins = pins_of(ROOT / "requirements.lock")
    for requirement in map(Requirement, wanted):
        version = pinned_version(pins.get(canonicalize_name(requirement.name), []), python)
        assert version and version in requirement.specifier, f"{requirement}: run `make lock`"


def test_all_supported_pythons_are_named():
    low, high = PROJECT["requires-python"].split(",")
    assert (low, high) == (f">={PYTHONS[0]}", "<3.14")
    names = {c.rpartition(" ")[2] for c in PROJECT["classifiers"] if "Python :: 3." in c}
    assert names == set(PYTHONS)


def test_conda_environment_equals_the_project():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    conda = [line for line in listed if isinstance(line, str)]
    [by_pip] = [line["pip"] for line in listed if isinstance(line, dict)]
    assert f"python{PROJECT['requires-python']}" in conda
    given = {normal(line) for line in [*conda, *by_pip]} - {normal("pip"), normal(conda[0])}
    assert given == {normal(line) for line in PROJECT["dependencies"]}


def normal(line: str) -> tuple[str, str]:
    requirement = Requirement(line)
    name = CONDA_NAMES.get(requirement.name, requirement.name)
    return canonicalize_name(name), str(requirement.specifier)


def imported_by(folders: tuple[str, ...]) -> set[str]:
    """Top-level names of third-party imports."""
    found = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"dxlab", "grader"}


def test_everything_imported_is_declared():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["cluster"]]
    declared = {canonicalize_name(Requirement(line).name) for line in wanted}
    imported = {
        canonicalize_name(DISTRIBUTIONS.get(n, n)) for n in imported_by(("dxlab", "grader", "datasets"))
    }
    assert imported - declared == set()


def installed_folder() -> Path:
    """Site-packages of the installed dxlab, or skip."""
    try:
        metadata.distribution("dxlab")
    except metadata.PackageNotFoundError:
        pytest.skip("dxlab is not installed here; `make test` installs it")
    return Path(sysconfig.get_path("purelib"))


@pytest.mark.parametrize("package", ["dxlab", "grader"])
def test_the_installed_package_holds_every_file(package):
    def files(root: Path) -> dict[str, bytes]:
        paths = (p for p in (root / package).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in paths if not p.name.startswith(".")}

    installed, here = files(installed_folder()), files(ROOT)
    assert sorted(set(here) ^ set(installed)) == []
    assert [name for name in here if here[name] != installed[name]] == []


@pytest.mark.parametrize("module", ["pandas", "nbgrader.api", "dxlab", "grader.cli.main"])
def test_installed_packages_have_their_bytecode(module):
    installed_folder()
    spec = importlib.util.find_spec(module)
    assert spec and spec.origin
    assert Path(importlib.util.cache_from_source(spec.origin)).exists()
