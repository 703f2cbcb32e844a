from __future__ import annotations

import tomllib

import pytest

from grader.errors import ContentError
from grader.lab.quiz import build_quiz, check_quiz, read_quiz, released_key


def test_the_tiny_quiz_is_fine(lab):
    assert check_quiz(lab.folder, "quiz.toml") == []


def test_the_key_points_at_the_right_options_and_does_not_ship(lab):
    quiz = read_quiz(lab.folder)
    for number, question in enumerate(quiz.shipped["test"], 1):
        right = quiz.key[question["id"]]
        assert {o["id"]: o["text"] for o in question["options"]}[right] == f"正しい説明 その{number}"
        assert set(question) == {"id", "text", "options"}


def test_practice_ships_with_its_explanations(lab):
    question = read_quiz(lab.folder).shipped["practice"][0]
    texts = {o["id"]: o["text"] for o in question["options"]}
    assert texts[question["answer"]] == "合計を件数で割った値"
    assert set(question["why"].values()) == {"それは中央値です。", "そのとおりです。"}


def test_the_order_is_fixed_and_not_always_the_same_place(lab):
    assert read_quiz(lab.folder) == read_quiz(lab.folder)
    assert len(set(read_quiz(lab.folder).key.values())) > 1


def test_the_order_depends_on_something_that_does_not_ship(lab):
    text = lab.path("quiz.toml").read_text(encoding="utf-8")
    orders = {
        str(build_quiz(tomllib.loads(text.replace("甲1は", f"甲{n}号は"))).shipped["test"][0]["options"])
        for n in range(12)
    }
    assert len(orders) > 1


def test_mending_a_question_after_the_release_does_not_move_its_right_answer(lab):
    released = read_quiz(lab.folder)
    path = lab.path("quiz.toml")
    path.write_text(path.read_text(encoding="utf-8").replace("甲1は", "甲7号は"), encoding="utf-8")
    assert read_quiz(lab.folder).shipped["test"] != released.shipped["test"]
    assert released_key(lab.folder, released.shipped) == released.key


def test_a_mended_key_reaches_what_was_released(lab):
    released = read_quiz(lab.folder)
    path = lab.path("quiz.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))["test"][0]
    right, wrong = raw["right"], raw["wrong"][0]["text"]
    text = path.read_text(encoding="utf-8").replace(f'"{wrong}"', '"@"', 1)
    path.write_text(
        text.replace(f'"{right}"', f'"{wrong}"', 1).replace('"@"', f'"{right}"', 1), encoding="utf-8"
    )
    texts = {o["id"]: o["text"] for o in released.shipped["test"][0]["options"]}
    assert texts[released_key(lab.folder, released.shipped)[raw["id"]]] == wrong


def test_a_right_answer_in_other_words_is_told_instead_of_graded(lab):
    released = read_quiz(lab.folder)
    path = lab.path("quiz.toml")
    path.write_text(
        path.read_text(encoding="utf-8").replace("正しい説明 その2", "ほかの文"), encoding="utf-8"
    )
    with pytest.raises(ContentError, match="t2"):
        released_key(lab.folder, released.shipped)


def test_no_quiz_is_an_empty_quiz(lab):
    lab.path("quiz.toml").unlink()
    assert read_quiz(lab.folder).key == {}
    assert check_quiz(lab.folder, "quiz.toml") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("right = ", "rihgt = ", "「right」のことですか。"),
        ('id = "t2"', 'id = "t1"', "「t1」が2回"),
        ("[test.twin]", "[test.twim]", "「twin」のことですか。"),
        ("平均についての双子の問い その1", "平均についての問い その1", "元の問題と同じです"),
        ('why = "甲1', 'because = "甲1', "「why」がありません"),
        ("ちがう説明 乙1", "ちがう説明 甲1", "同じ文の選択肢"),
        ("[[practice]]", "[[practise]]", "知らない表「practise」"),
        ("[[test]]", "[[test]", "TOML として読めません"),
    ],
)
def test_faults_are_reported(lab, edit, old, new, said):
    edit("quiz.toml", old, new)
    assert any(said in str(p) for p in check_quiz(lab.folder, "quiz.toml"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "正しい説明 その2",
            "正しい説明 その2。とても長いので、これが正しい",
            "t2（確認テスト）: 正しい選択肢の長さ",
        ),
        (
            "ちがう説明 双子甲3",
            "ちがう説明 双子甲3を、もっと長く書いたもの",
            "t3（twin）: 正しい選択肢の長さ",
        ),
        ("正しい説明 その", "正しい説明の文 その", "確認テスト: 5問で、正しい選択肢がいちばん長い"),
        ("ちがう説明 双子甲", "ちがう説明その双子の甲", "twin: 5問で、正しい選択肢がいちばん短い"),
    ],
)
def test_nobody_passes_by_lengths_alone(lab, old, new, said):
    path = lab.path("quiz.toml")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = [p.message for p in check_quiz(lab.folder, "quiz.toml")]
    assert any(said in message for message in found), found


def test_five_questions_are_wanted(lab):
    text = lab.path("quiz.toml").read_text(encoding="utf-8")
    lab.path("quiz.toml").write_text(text[: text.rindex("[[test]]")], encoding="utf-8")
    assert any("5 問" in str(p) for p in check_quiz(lab.folder, "quiz.toml"))
