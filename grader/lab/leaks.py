"""What a release may hold, and whether an answer slipped into it.

The search does not ask nbgrader what a solution is: it reads the marks itself,
so that a mistake there is seen here.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode

from grader.engine.model import Released
from grader.lab.model import Lab
from grader.lab.notebook import solution_of
from grader.lab.quiz import read_quiz

#: Shorter lines (``return x``) occur everywhere and prove nothing.
TELLING = 16


def find_strays(lab: Lab, release: Path, *, solutions: bool = False) -> list[str]:
    """Files that have no business in the release, and files that are missing."""
    wanted = {f"{lab.id}.ipynb", "lab.json", "visible.py", "hints.toml", "quiz.json", *lab.files}
    wanted |= {f"tips/{name}.md" for name in lab.tips}
    if lab.data:
        wanted |= {"data/dictionary.json", *(f"data/{part.file}" for part in lab.data)}
    if solutions:
        wanted.add("solutions.bin")
    present = {
        p.relative_to(release).as_posix() for p in release.rglob("*") if not p.is_dir() or p.is_symlink()
    }
    return [f"配布物に余計なファイル「{name}」があります。" for name in sorted(present - wanted)] + [
        f"配布物に「{name}」がありません。" for name in sorted(wanted - present)
    ]


def find_leaks(lab: Lab, notebook: NotebookNode, release: Path, released: dict[str, Released]) -> list[str]:
    """Places of the release that show a model answer, a hidden check, a test key or a data seed.

    Parameters
    ----------
    notebook: the source, model answers included.
    """
    texts = {
        p.relative_to(release).as_posix(): _read_text(p) for p in sorted(release.rglob("*")) if p.is_file()
    }
    secrets = {
        "模範解答": _solution_lines(lab, notebook),
        "採点の確認（hidden.py）": _hidden_lines(lab),
        "確認テストの正解の説明": _quiz_secrets(lab),
        "データの種": {str(recipe.seed) for recipe in released.values()},
    }
    found = [
        f"配布物の {file} に{kind}が入っています（{secret[:40]}）。"
        for file, text in texts.items()
        # Numbers in a table may equal a seed by chance; a seed could only stand in what build writes.
        for kind, lines in secrets.items()
        if not (kind == "データの種" and file.endswith(".csv"))
        for secret in sorted(lines)
        if secret in text
    ]
    return found + _keyed_questions(release / "quiz.json")


def _read_text(path: Path) -> str:
    """The file's text; a notebook's cells and outputs as they read, not as JSON escapes them."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    if path.suffix not in (".ipynb", ".json"):
        return text
    return "\n".join(_strings(json.loads(text)))


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, list):
        # nbformat cuts a text into lines: put neighbours together again.
        yield "".join(v for v in value if isinstance(v, str))
        for item in value:
            yield from _strings(item)
    else:
        yield str(value)


def _solution_lines(lab: Lab, notebook: NotebookNode) -> set[str]:
    """Lines of model answers that stand nowhere in what is meant to be seen."""
    inside, outside = set(), set(_lines(_shown_beside(lab)))
    for cell in notebook.cells:
        answer = set(_lines(solution_of(cell.source)))
        inside |= answer
        outside |= set(_lines(_outside(cell.source)))
    seen = "\n".join(outside)
    return {line for line in inside if line not in seen}


def _outside(source: str) -> str:
    solution = solution_of(source)
    return source.replace(solution, "") if solution else source


def _hidden_lines(lab: Lab) -> set[str]:
    visible = _shown_beside(lab)
    return {line for line in _lines(lab.path("hidden.py").read_text(encoding="utf-8")) if line not in visible}


def _shown_beside(lab: Lab) -> str:
    names = ("visible.py", "hints.toml", *lab.files)
    return "\n".join(_read_text(lab.path(name)) for name in names if lab.path(name).is_file())


def _lines(text: str) -> list[str]:
    """The lines that would tell something: comments, imports and ``except`` clauses stand in any Python."""
    stripped = (line.strip() for line in text.split("\n"))
    common = ("#", "import ", "from ", "except ")
    return [line for line in stripped if len(line) >= TELLING and not line.startswith(common)]


def _quiz_secrets(lab: Lab) -> set[str]:
    """Explanations of the test's options and the wording of its twins: only practice questions explain."""
    path = lab.path("quiz.toml")
    if not path.is_file():
        return set()
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    shown = "\n".join(_strings(read_quiz(lab.folder).shipped))
    secrets = {w["why"] for q in raw.get("test", []) for w in q.get("wrong", [])}
    secrets |= {q["twin"]["text"] for q in raw.get("test", []) if isinstance(q.get("twin"), dict)}
    return {s for s in secrets if s not in shown}


def _keyed_questions(path: Path) -> list[str]:
    """Test questions of quiz.json that carry more than the question."""
    questions = json.loads(path.read_text(encoding="utf-8"))["test"] if path.is_file() else []
    return [
        (
            f"配布物の quiz.json の「{q.get('id')}」に正解の手がかりが入っています（"
            f"{'、'.join(sorted(extra))}）。"
        )
        for q in questions
        if (extra := set(q) - {"id", "text", "options"})
    ]
