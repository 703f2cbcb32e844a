"""A learner's workspace with a real (tiny) lab, from preparing to the result page."""

import json
import shutil
from pathlib import Path

import pytest

from grader.errors import DxlabError
from grader.selfstudy.coursemap import MAP_NAME
from grader.selfstudy.score import PAGE, score_lab
from grader.selfstudy.server import build_command, build_environment
from grader.selfstudy.workspace import find_workspace, prepare_workspace
from grader.settings import Course

COURSE = Course(Path(__file__).parents[1] / "lab" / "course")
LAB = "l001-tiny"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    root = tmp_path_factory.mktemp("ws")
    prepare_workspace(COURSE, root)
    return root


def notebook_of(root):
    return root / LAB / f"{LAB}.ipynb"


def answer(root, grade_id, source):
    path = notebook_of(root)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    next(c for c in notebook["cells"] if c["id"] == grade_id)["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_map_links_every_lab(prepared):
    text = (prepared / MAP_NAME).read_text(encoding="utf-8")
    assert f"({LAB}/{LAB}.ipynb)" in text and "これから" in text
    assert notebook_of(prepared).is_file()


def test_preparing_again_changes_nothing_and_keeps_work(tmp_path):
    prepare_workspace(COURSE, tmp_path)
    answer(tmp_path, "q1_answer", "my = 'work'")
    before = notebook_of(tmp_path).read_bytes()
    assert prepare_workspace(COURSE, tmp_path).changes == ()
    assert notebook_of(tmp_path).read_bytes() == before


def test_workspace_is_found_from_inside(prepared):
    assert find_workspace(prepared / LAB) == prepared
    assert find_workspace(prepared.parent) is None


def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DxlabError, match="フォルダを作れません"):
        prepare_workspace(COURSE, tmp_path / "file")


@pytest.mark.story
def test_score_gives_the_full_result_and_a_page(tmp_path):
    prepare_workspace(COURSE, tmp_path)
    assert score_lab(COURSE, tmp_path, LAB).points == 0
    answer(tmp_path, "q1_answer", "def average(df):\n    return float(df['wait'].mean())")
    scored = score_lab(COURSE, tmp_path, LAB)
    assert 0 < scored.points < scored.maximum
    page = (tmp_path / LAB / PAGE).read_text(encoding="utf-8")
    assert "できました" in page and "<script" not in page


def test_score_needs_a_prepared_workspace(tmp_path):
    with pytest.raises(DxlabError, match="作業フォルダに"):
        score_lab(COURSE, tmp_path, LAB)


def test_jupyterlab_opens_in_japanese_at_the_map(tmp_path):
    command = build_command(tmp_path, ("--no-browser",))
    assert f"--ServerApp.root_dir={tmp_path}" in command and command[-1] == "--no-browser"
    config = Path(build_environment({"PATH": "/bin"})["JUPYTER_CONFIG_PATH"]) / "labconfig"
    settings = json.loads((config / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/translation-extension:plugin"]["locale"] == "ja_JP"


def test_all_tips_lie_in_the_workspace_and_on_the_map(tmp_path):
    course = Course(tmp_path / "course")
    shutil.copytree(COURSE.root, course.root, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(course.labs / LAB)
    (course.labs / "tips").mkdir()
    page = course.labs / "tips" / "15-open-csv.md"
    page.write_text("---\ntitle: CSVの開き方\nowner: 総務課\nreview: 2027-03\n---\n本文\n", encoding="utf-8")
    root = tmp_path / "ws"
    prepare_workspace(course, root)
    assert "[15　CSVの開き方](tips/15-open-csv.md)" in (root / MAP_NAME).read_text(encoding="utf-8")
    mine = root / "tips" / page.name
    mine.write_text(mine.read_text(encoding="utf-8") + "自分の例", encoding="utf-8")
    prepare_workspace(course, root)
    assert mine.read_text(encoding="utf-8").endswith("自分の例")


def test_the_learning_type_check_lies_beside_the_labs_and_keeps_its_answers(tmp_path, root):
    course = tmp_path / "course"
    shutil.copytree(COURSE.root, course)
    shutil.copytree(root / "instruments", course / "instruments")
    prepare_workspace(Course(course), tmp_path / "ws")
    assert "(learning-type/learning-type.ipynb)" in (tmp_path / "ws" / MAP_NAME).read_text(encoding="utf-8")
    answers = tmp_path / "ws" / "learning-type" / "answers.json"
    answers.write_text("mine")
    prepare_workspace(Course(course), tmp_path / "ws")
    assert answers.read_text() == "mine"
