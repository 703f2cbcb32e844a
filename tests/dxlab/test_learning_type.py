"""The learning-type check: every type in reach, fair, and told only to the person."""

from __future__ import annotations

import itertools
import json
import random
import shutil
from collections import Counter

import pytest

from dxlab.learning_type import find_ties, result_card, score

TYPES = {"".join(code) for code in itertools.product("WY", "TD", "HN")}
OPPOSITE = str.maketrans("WYTDHN", "YWDTNH")


def draw(rng: random.Random) -> dict[str, int]:
    sheet = {f"q{n}": rng.randint(-2, 2) for n in range(1, 10)}
    return sheet | {f"k{n}": rng.choice((-2, 2)) for n in range(1, 4)}


def test_all_types_are_in_reach():
    found = set()
    for signs in itertools.product((-1, 1), repeat=3):
        found.add(score({f"q{n}": signs[(n - 1) % 3] for n in range(1, 10)}).type)
    assert found == TYPES


def test_mirrored_answers_give_the_mirrored_type():
    rng = random.Random(3)
    for _ in range(500):
        sheet = draw(rng)
        mirrored = score({q: -v for q, v in sheet.items()})
        assert mirrored.type == score(sheet).type.translate(OPPOSITE)
        assert mirrored.balance == score(sheet).balance


def test_random_sheets_spread_over_all_types():
    rng = random.Random(11)
    counts = Counter(score(draw(rng)).type for _ in range(10_000))
    assert set(counts) == TYPES
    assert all(500 <= count <= 2000 for count in counts.values())


def test_ties():
    even = {f"q{n}": 0 for n in range(1, 10)}
    assert score(even).type == "" and find_ties(even) == ["k1", "k2", "k3"]
    assert score(even | {"k1": -2, "k2": 2, "k3": -2}).type == "WDH"
    last = even | {"q1": -1, "q7": 1, "q2": 2, "q8": -2, "q3": 1}
    assert find_ties(last) == []
    assert score(last).type == "YTN"
    assert score(last).balance == {"motive": True, "way": True, "place": True}


@pytest.fixture
def folder(root, tmp_path, monkeypatch):
    place = tmp_path / "learning-type"
    shutil.copytree(root / "instruments" / "learning-type", place)
    monkeypatch.chdir(place)
    monkeypatch.setattr("dxlab.session.SESSION.folder", None)
    return place


def test_by_plain_calls_from_the_first_question_to_the_type(folder, capsys):
    from dxlab.learning_type import answer, questions, result

    questions()
    assert 'answer("q10", "a")' in capsys.readouterr().out
    answer("q1", "a")
    assert "確認テスト" not in capsys.readouterr().out
    result()
    assert "あと9問" in capsys.readouterr().out
    for n in range(1, 11):
        answer(f"q{n}", "c")
    result()
    assert "k1" in capsys.readouterr().out
    for n in (1, 2, 3):
        answer(f"k{n}", "E")
    result()
    assert "朝市の立役者（やくだち・ためす・なかま）" in capsys.readouterr().out
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        ["answers.json", "lab.json", "learning-type.ipynb", "learning-type.json"]
    )


@pytest.mark.parametrize("inside", [True, False])
def test_in_a_labs_folder_nothing_is_asked_shown_or_kept(folder, tmp_path, monkeypatch, capsys, inside):
    """Handing in takes all that lies in a lab's folder along."""
    from dxlab.learning_type import answer, questions, result

    lab = tmp_path / "l107"
    lab.mkdir()
    (lab / "lab.json").write_text('{"id": "l107", "title": "効果検証", "exercises": [], "data": []}')
    place = shutil.copytree(folder, lab / "learning-type") if inside else lab
    if not inside:
        shutil.copy(folder / "learning-type.json", lab)
    monkeypatch.chdir(place)
    monkeypatch.setattr("dxlab.session.SESSION.folder", None)
    for call in (questions, lambda: answer("q1", "a"), result):
        call()
        said = capsys.readouterr().out
        assert "実習のフォルダの外に広げ" in said and "q10" not in said
    assert not list(lab.rglob("answers.json"))


def test_every_type_and_obstacle_has_its_words(folder):
    content = json.loads((folder / "learning-type.json").read_text(encoding="utf-8"))
    assert set(content["types"]) == TYPES
    for code, option in itertools.product(sorted(TYPES), "abcde"):
        axes = {"motive": 1, "way": 3, "place": -3}
        shown = str(result_card(content, type(score({}))(axes, code, dict.fromkeys(axes, False)), option))
        assert content["types"][code]["name"] in shown


def test_the_notebook_runs_as_it_is(folder):
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(folder / "learning-type.ipynb", as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    said = json.dumps([c.get("outputs") for c in notebook.cells], ensure_ascii=False)
    assert "widget-view" in said and "あと10問" in said
    assert "nbgrader" not in json.dumps(notebook.metadata)
    assert all("nbgrader" not in cell.metadata for cell in notebook.cells)
