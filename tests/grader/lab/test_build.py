from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import nbformat
import pytest

from grader.errors import ContentError
from grader.lab.assignment import assignment_for
from grader.lab.build import build_lab
from grader.lab.data import recipes
from grader.lab.leaks import find_leaks, find_strays
from grader.lab.pairing import read_source
from grader.lab.release import build_release
from grader.stock.generate import generate_assignment

WANTED = {
    "l001-tiny.ipynb",
    "lab.json",
    "visible.py",
    "hints.toml",
    "quiz.json",
    "data/waits.csv",
    "data/dictionary.json",
}


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_source_tree_holds_what_is_allowed_and_nothing_else(course, lab, tmp_path):
    built = build_lab(course, lab, tmp_path / "source", secret=b"s", draw=0)
    assert set(files(built.folder)) == WANTED
    assert built.folder == tmp_path / "source" / lab.id
    assert [p.name for p in (tmp_path / "source").iterdir()] == [lab.id]  # nothing left aside


def test_building_twice_gives_the_same_bytes(course, lab, tmp_path):
    first = files(build_lab(course, lab, tmp_path / "a", secret=b"s", draw=0).folder)
    again = files(build_lab(course, lab, tmp_path / "a", secret=b"s", draw=0).folder)
    other = files(build_lab(course, lab, tmp_path / "b", secret=b"s", draw=0).folder)
    assert first == again == other


@pytest.mark.parametrize(("secret", "draw"), [(b"other", 0), (b"s", 1)])
def test_another_secret_or_draw_changes_the_data_only(course, lab, tmp_path, secret, draw):
    first = files(build_lab(course, lab, tmp_path / "a", secret=b"s", draw=0).folder)
    second = files(build_lab(course, lab, tmp_path / "b", secret=secret, draw=draw).folder)
    assert {name for name in first if first[name] != second[name]} == {"data/waits.csv"}


def test_lab_json_says_what_the_release_shows(course, lab, tmp_path):
    build_release(course, lab, tmp_path / "out", secret=b"s", draw=0, solutions=False)
    rows = json.loads((tmp_path / "out" / "lab.json").read_text(encoding="utf-8"))["exercises"]
    released = {c["id"]: c.source for c in nbformat.read(tmp_path / "out" / "l001-tiny.ipynb", 4).cells}
    assert [(r["id"], r["kind"], r["points"]) for r in rows] == [
        ("q1", "auto", 40),
        ("q2", "auto", 20),
        ("r1", "manual", 40),
        ("quiz", "quiz", 5),
    ]
    for row in rows[:3]:
        assert released[row["answer"]] == row["stub"]
    assert rows[2]["rubric"] == "R-E"
    assert "____" in rows[0]["stub"]


def test_a_release_holds_no_answer(course, lab, tmp_path):
    build_release(course, lab, tmp_path / "out", secret=b"s", draw=0, solutions=False)
    assert find_strays(lab, tmp_path / "out") == []
    assert find_leaks(lab, read_source(lab), tmp_path / "out", recipes(lab, b"s", 0)) == []
    text = b"".join(files(tmp_path / "out").values()).decode()
    assert 'df["wait"].mean()' not in text
    assert "BEGIN SOLUTION" not in text


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("notes.txt", 'return float(df["wait"].mean())', "模範解答"),
        ("notes.txt", 'return failed("平均になっていません。")', "hidden.py"),
        ("notes.txt", "甲1は中央値の説明なのでちがいます。", "確認テスト"),
        ("notes.txt", "平均についての双子の問い その3", "確認テスト"),
        ("notes.txt", "SEED", "データの種"),
        ("hidden.py", "", "余計なファイル「hidden.py」"),
    ],
)
def test_a_planted_leak_is_found(course, lab, tmp_path, name, text, found):
    out = tmp_path / "out"
    build_release(course, lab, out, secret=b"s", draw=0, solutions=False)
    made = recipes(lab, b"s", 0)
    (out / name).write_text(text.replace("SEED", str(made["waits.csv"].seed)), encoding="utf-8")
    problems = find_strays(lab, out) + find_leaks(lab, read_source(lab), out, made)
    assert any(found in problem for problem in problems)


def test_files_that_belong_together_share_their_seed(lab):
    waits = lab.data[0]
    pair = dataclasses.replace(waits, file="pair.csv", together=waits.file)
    other = dataclasses.replace(waits, file="other.csv")
    made = recipes(dataclasses.replace(lab, data=(waits, pair, other)), b"s", 0)
    assert made["pair.csv"].seed == made[waits.file].seed != made["other.csv"].seed


def test_an_answer_in_a_notebook_output_is_found(course, lab, tmp_path):
    out = tmp_path / "out"
    build_release(course, lab, out, secret=b"s", draw=0, solutions=False)
    path = out / "l001-tiny.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[1].outputs = [
        nbformat.v4.new_output("stream", text='def average(df):\n    return float(df["wait"].mean())\n')
    ]
    nbformat.write(notebook, path)
    assert any("模範解答" in p for p in find_leaks(lab, read_source(lab), out, recipes(lab, b"s", 0)))


def test_a_key_in_quiz_json_is_found(course, lab, tmp_path):
    out = tmp_path / "out"
    build_release(course, lab, out, secret=b"s", draw=0, solutions=False)
    quiz = json.loads((out / "quiz.json").read_text(encoding="utf-8"))
    quiz["test"][0]["answer"] = "a"
    (out / "quiz.json").write_text(json.dumps(quiz, ensure_ascii=False), encoding="utf-8")
    assert any("t1" in p for p in find_leaks(lab, read_source(lab), out, recipes(lab, b"s", 0)))


def test_a_missing_file_stops_the_build_and_keeps_the_old_tree(course, lab, tmp_path):
    before = files(build_lab(course, lab, tmp_path / "source", secret=b"s", draw=0).folder)
    lab.path("visible.py").unlink()
    with pytest.raises(ContentError) as caught:
        build_lab(course, lab, tmp_path / "source", secret=b"s", draw=0)
    assert "labs/l001-tiny/visible.py" in caught.value.message
    assert files(tmp_path / "source" / lab.id) == before
    assert [p.name for p in (tmp_path / "source").iterdir()] == [lab.id]


def test_broken_solution_marks_are_reported(course, lab, tmp_path, edit):
    edit("lab.py", "rank = 1\n### END SOLUTION", "rank = 1")
    with pytest.raises(ContentError) as caught:
        build_lab(course, lab, tmp_path / "source", secret=b"s", draw=0)
    assert caught.value.code == "lab-solution-marks"
    assert not (tmp_path / "source" / lab.id).exists()


def test_nbgrader_refusing_is_one_sentence_for_people(course, lab, tmp_path):
    built = build_lab(course, lab, tmp_path / "source", secret=b"s", draw=0)
    path = built.folder / "l001-tiny.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[-1].metadata.nbgrader.grade_id = "q1"
    nbformat.write(notebook, path)
    with pytest.raises(ContentError) as caught:
        generate_assignment(tmp_path, lab.id, gradebook=False)
    assert caught.value.code == "release-failed"
    assert not (tmp_path / "release" / lab.id).exists()


def test_the_gradebook_gets_the_cells(course, lab, tmp_path):
    from nbgrader.api import Gradebook

    build_lab(course, lab, tmp_path / "source", secret=b"s", draw=0)
    generate_assignment(tmp_path, lab.id)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        assert gradebook.find_assignment(lab.id).max_score == 105


def test_what_was_released_is_what_is_graded(course, lab, tmp_path):
    built = build_lab(course, lab, tmp_path / "source", secret=b"s", draw=2)
    made = assignment_for(course, lab, secret=b"s", draw=2, source_dir=built.folder)
    assert made.version == built.version
    assert set(made.files) == WANTED - {"l001-tiny.ipynb"}
    assert set(made.quiz_key) == {f"t{n}" for n in range(1, 6)}
    assert [e.kind for e in made.exercises] == ["auto", "auto", "manual", "quiz"]
    assert made.released["waits.csv"].knobs == {"shift": 1.0}
    assert "### BEGIN SOLUTION" in str(made.source)


def test_the_version_follows_every_part(course, lab, tmp_path, edit):
    seen = {build_lab(course, lab, tmp_path / "s", secret=b"s", draw=0).version}
    edit("hidden.py", "0.001", "0.002")
    seen.add(build_lab(course, lab, tmp_path / "s", secret=b"s", draw=0).version)
    edit("quiz.toml", "平均とは", "平均値とは")
    seen.add(build_lab(course, lab, tmp_path / "s", secret=b"s", draw=0).version)
    generator = course.datasets / "d00-waits" / "generate.py"
    generator.write_text(generator.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    seen.add(build_lab(course, lab, tmp_path / "s", secret=b"s", draw=0).version)
    assert len(seen) == 4


def test_solutions_ship_sealed_and_only_when_asked(course, lab, tmp_path):
    sealed = pytest.importorskip("dxlab.solutions")
    built = build_lab(course, lab, tmp_path / "source", secret=b"s", draw=0, solutions=True)
    path = built.folder / "solutions.bin"
    assert b"mean" not in path.read_bytes()
    assert 'df["wait"].mean()' in sealed.read_solutions(path)["q1"]
    assert (
        "solutions.bin" not in assignment_for(course, lab, secret=b"s", draw=0, source_dir=built.folder).files
    )
