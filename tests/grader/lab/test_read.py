from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import ContentError, DxlabError
from grader.lab.read import find_labs, parse_lab, read_lab
from grader.lab.toml_lines import find_line, find_table


def write(lab, text):
    lab.path("lab.toml").write_text(text, encoding="utf-8")


def messages(lab):
    found, problems = parse_lab(lab.folder)
    assert found is None
    return "\n".join(map(str, problems))


def test_a_lab_is_read(course):
    lab = read_lab(course, "l001-tiny")
    assert (lab.title, lab.track, lab.team, lab.requires) == ("待ち時間の平均", "leader", False, ())
    assert lab.data[0].knobs == {"shift": 1.0}
    assert lab.manual[0].rubric == "R-E"


def test_find_labs_leaves_the_template_out(course):
    (course.labs / "_template").mkdir()
    (course.labs / "_template" / "lab.toml").write_text("")
    assert find_labs(course) == ["l001-tiny"]


def test_unknown_key_names_its_line_and_the_key_that_was_meant(course, lab):
    write(lab, lab.path("lab.toml").read_text(encoding="utf-8").replace("subtitle", "subtitel"))
    with pytest.raises(ContentError) as caught:
        read_lab(course, lab.id)
    assert (
        "labs/l001-tiny/lab.toml: 2行目: 知らないキー「subtitel」があります。「subtitle」のことですか。"
    ) in (caught.value.message)
    assert "「subtitle」がありません" in caught.value.message
    assert caught.value.exit_code == 1


def test_a_key_inside_a_table_is_found_on_its_own_line(lab):
    text = (
        lab.path("lab.toml").read_text(encoding="utf-8").replace('file = "waits.csv"', 'fiel = "waits.csv"')
    )
    write(lab, text)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("fiel"))
    assert f"lab.toml: {line}行目: 知らないキー「fiel」があります。「file」のことですか。" in messages(lab)
    assert "[[data]] に「file」がありません" in messages(lab)


def test_all_problems_come_at_once(lab):
    write(lab, 'title = 3\nsubtitle = ""\ntrack = "boss"\nphase = true\nhours = -1\ncompetencies = "x"\n')
    text = messages(lab)
    for number in range(1, 7):
        assert f"{number}行目" in text
    assert "all-staff、manager、leader、optional" in text


def test_broken_toml_names_the_line_and_what_to_do(lab):
    write(lab, 'title = "待ち\nsubtitle = "x"\n')
    assert "labs/l001-tiny/lab.toml: 1行目" in messages(lab)
    assert "引用符" in messages(lab)


def test_wrong_encoding_is_said(lab):
    lab.path("lab.toml").write_bytes('title = "待ち"'.encode("cp932"))
    assert "UTF-8" in messages(lab)


@pytest.mark.parametrize(("wrong", "meant"), [("l001-tinny", "l001-tiny"), ("L001", "l001-tiny")])
def test_unknown_lab_lists_the_labs_and_guesses(course, wrong, meant):
    with pytest.raises(DxlabError) as caught:
        read_lab(course, wrong)
    assert f"「{meant}」のことですか。" in caught.value.hint
    assert "いまある実習: l001-tiny" in caught.value.hint
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("lab_id", ["", "../labs/l001-tiny", "..", "/"])
def test_an_id_is_never_a_path(course, lab_id):
    with pytest.raises(DxlabError):
        read_lab(course, lab_id)


_VALUES = st.one_of(
    st.integers(), st.booleans(), st.floats(), st.text(max_size=5), st.lists(st.integers(), max_size=2)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.dictionaries(st.sampled_from(["title", "hours", "data", "manual", "files", "xyz"]), _VALUES))
def test_any_toml_gives_a_lab_or_problems(lab, raw):
    def shown(value):
        return repr(value).lower() if isinstance(value, (bool, float)) else repr(value).replace("'", '"')

    text = "\n".join(f"{k} = {shown(v)}" for k, v in raw.items())
    lab.path("lab.toml").write_text(text, encoding="utf-8", errors="replace")
    found, problems = parse_lab(lab.folder)
    assert found is None and problems


def test_lines_of_keys_and_tables():
    text = 'a = 1\n\n[[data]]\na = 2\n\n[[data]]\n"a" = 3\n\n[other]\na.b = 4\n'
    assert find_line(text, "a") == 1
    assert find_line(text, "a", "data", 0) == 4
    assert find_line(text, "a", "data", 1) == 7
    assert find_line(text, "a", "other") == 10
    assert find_line(text, "missing") is None
    assert find_table(text, "data", 1) == 6
