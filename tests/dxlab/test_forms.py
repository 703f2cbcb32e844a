"""form(), answered() and check() of exercises that are answered without code."""

import json

import pytest

from dxlab.answers import read_answers
from dxlab.blank import Blank
from dxlab.form_file import find_form
from dxlab.form_view import build_form, read_number, read_numbers
from dxlab.forms import answered
from dxlab.labfiles import read_lab
from dxlab.session import SESSION
from dxlab.state import hints_of, read_state

STUB = '{0} = answered("{0}")\n'
NAMES = ("f1", "f2", "f3", "f4")
FORMS = """
[f1]
kind = "sort"
label = "カードの仲間"
items = "cards.csv"
options = ["DX", "デジタル化"]

[f2]
kind = "pick"
label = "当てはまる決まり"
options = [{ id = "ア", text = "色だけで示した" }, { id = "イ", text = "結合した" }]

[f3]
fields = [
  { name = "label", kind = "choose", label = "使う数", options = ["平均", "中央値"] },
  { name = "minutes", kind = "number", label = "分" },
  { name = "before", kind = "numbers", label = "前の秒数" },
  { name = "steps", kind = "order", label = "順番", items = ["切る", "報告"] },
  { name = "why", kind = "text", label = "理由" },
]

[f4]
kind = "amounts"
label = "週ごとの時間"
items = [{ id = "1", text = "5/11〜" }, { id = "2", text = "5/18〜" }]
"""
VISIBLE = """

def f1(f1, *, ask):
    if not isinstance(f1, dict) or len(f1) < 2:
        return failed("まだ選んでいないカードがあります。")
    return passed()


def f2(f2, *, ask):
    return passed() if f2 == ["イ"] else failed("ちがいます。")


def f3(f3, *, ask):
    return passed()


def f4(f4, *, ask):
    return passed() if f4 == {"1": 7, "2": 0} else failed("ちがいます。")
"""


@pytest.fixture
def form_lab(lab_folder):
    raw = json.loads((lab_folder / "lab.json").read_text())
    raw["exercises"] += [
        {"id": n, "title": n, "points": 5, "kind": "auto", "answer": f"{n}_answer", "stub": STUB.format(n)}
        for n in NAMES
    ]
    (lab_folder / "lab.json").write_text(json.dumps(raw))
    (lab_folder / "forms.toml").write_text(FORMS)
    (lab_folder / "data" / "cards.csv").write_text("id,text\n1,紙をPDFにした\n2,行かずに済む\n")
    with (lab_folder / "visible.py").open("a") as file:
        file.write(VISIBLE)
    return lab_folder


def view(folder, name):
    """The form anew, as after reopening; its controls by description."""
    lab = read_lab(folder)
    value = read_answers(folder / "answers.json")["values"].get(name)
    form = build_form(lab, find_form(lab, name), value)
    return {c.description: c for c in leaves(form) if getattr(c, "description", "")}, form.children[-1]


def leaves(widget):
    """The controls inside boxes inside a form."""
    inside = getattr(widget, "children", None)
    return [widget] if inside is None else [leaf for child in inside for leaf in leaves(child)]


def execute(notebook, cell_id, source):
    """Run a cell that the frontend named."""
    SESSION.executed[cell_id] = source
    notebook.run(source)


def values(folder):
    return read_answers(folder / "answers.json")["values"]


def test_every_choice_is_recorded_at_once_and_shown_again(form_lab):
    controls, said = view(form_lab, "f1")
    assert [c.value for c in controls.values()] == [None, None]
    controls["1 の答え"].value = "デジタル化"
    assert values(form_lab) == {"f1": {"1": "デジタル化"}} and "あと1個" in said.value
    again, said = view(form_lab, "f1")
    assert again["1 の答え"].value == "デジタル化" and "あと1個" in said.value
    again["2 の答え"].value = "DX"
    again["1 の答え"].value = None
    assert values(form_lab) == {"f1": {"2": "DX"}}
    again["2 の答え"].value = None
    assert values(form_lab) == {}


def test_a_press_shows_the_next_hint_and_counts_it(form_lab):
    assert "ヒントを見る" not in view(form_lab, "f1")[0]  # the lab has none for it
    with (form_lab / "hints.toml").open("a") as file:
        file.write(
            '\n[f1]\nidea = "流れは変わりましたか。"\ntool = "<対応表>を見ます。"\nskeleton = "____"\n'
        )
    lab = read_lab(form_lab)
    *_, button, shown, said = build_form(lab, find_form(lab, "f1"), None).children
    button.click()
    assert "流れは変わりましたか。" in shown.value and "まだありません" not in said.value
    button.click()
    assert "&lt;対応表&gt;を見ます。" in shown.value
    assert hints_of(read_state(form_lab), "f1") == 2 and values(form_lab) == {}


def test_boxes_and_fields(form_lab):
    boxes, _ = view(form_lab, "f2")
    boxes["イ. 結合した"].value = True
    assert values(form_lab)["f2"] == ["イ"]
    fields, said = view(form_lab, "f3")
    fields["使う数"].value = "中央値"
    fields["分"].value = "１５"
    fields["前の秒数"].value = "12、13.5 14"
    fields["1番目"].value, fields["2番目"].value = "報告", "切る"
    fields["理由"].value = " 半分の人が <b>この時間</b> までに呼ばれる "
    assert values(form_lab)["f3"] == {
        "label": "中央値",
        "minutes": 15,
        "before": [12, 13.5, 14],
        "steps": ["報告", "切る"],
        "why": "半分の人が <b>この時間</b> までに呼ばれる",
    }
    assert "<b>この時間" not in said.value and "&lt;b&gt;この時間" in said.value
    again, _ = view(form_lab, "f3")
    assert (again["分"].value, again["2番目"].value, again["前の秒数"].value) == (
        "15",
        "切る",
        "12、13.5、14",
    )


def test_a_number_for_each_item(form_lab, notebook, capsys):
    boxes, said = view(form_lab, "f4")
    boxes["5/18〜"].value = "０"
    assert values(form_lab)["f4"] == {"2": 0} and "あと1個" in said.value
    boxes["5/11〜"].value = "7時間"
    assert values(form_lab)["f4"] == {"2": 0}
    boxes["5/11〜"].value = "7"
    assert values(form_lab)["f4"] == {"1": 7, "2": 0} and "合計は 7 " in said.value
    again, _ = view(form_lab, "f4")
    assert [again[name].value for name in ("5/11〜", "5/18〜")] == ["7", "0"]
    again["5/18〜"].value = " "
    assert values(form_lab)["f4"] == {"1": 7}
    notebook.run('form("f4")')
    assert 'f4 = {"1": 10, "2": 10}' in capsys.readouterr().out


@pytest.mark.parametrize(
    "typed", ["-4.5", "−4.5", "－４．５", "▲4.5", "△4.5", "ー4.5", "–4.5", "―4.5", "‐4.5"]
)
def test_every_way_to_write_a_minus(typed):
    assert read_number(typed) == -4.5


def test_what_is_no_number_keeps_the_record(form_lab):
    fields, _ = view(form_lab, "f3")
    fields["分"].value = "15"
    fields["分"].value = "15分"
    assert values(form_lab)["f3"] == {"minutes": 15}
    with pytest.raises(ValueError):
        read_number("1e999")
    assert read_number("1,200") == 1200 and read_numbers(" ") is None


@pytest.mark.parametrize("hostile", [3, "x", ["x", {"y": []}], {"1": [], "z": 1, "label": {}, "minutes": []}])
def test_records_of_any_form_are_shown(form_lab, hostile):
    answers = {"version": 1, "quiz": {}, "values": dict.fromkeys(NAMES, hostile)}
    (form_lab / "answers.json").write_text(json.dumps(answers))
    for name in NAMES:
        view(form_lab, name)
        assert answered(name) == hostile


def test_each_control_has_a_visible_label(form_lab):
    for name in NAMES:
        lab = read_lab(form_lab)
        controls = leaves(build_form(lab, find_form(lab, name), None))
        inputs = [c for c in controls if type(c).__name__ != "HTML"]
        assert inputs and all(c.description.strip() for c in inputs)


def test_check_takes_the_record_of_now(form_lab, notebook):
    execute(notebook, "f1_answer", STUB.format("f1"))
    assert type(notebook.names["f1"]) is Blank
    assert "未着手" in str(notebook.run('check("f1")').card)
    controls, _ = view(form_lab, "f1")
    controls["1 の答え"].value = "DX"
    assert "選んでいないカード" in str(notebook.run('check("f1")').card)
    controls["2 の答え"].value = "DX"
    assert notebook.run('check("f1")') == 5


def test_by_hand_without_widgets(form_lab, notebook, capsys):
    notebook.run('form("f2")')
    shown = capsys.readouterr().out
    assert "結合した" in shown and 'f2 = ["ア", "イ"]' in shown
    boxes, _ = view(form_lab, "f2")
    boxes["ア. 色だけで示した"].value = True
    execute(notebook, "f2_answer", 'f2 = ["イ"]')
    assert notebook.run('check("f2")') == 5  # what was written wins over the record


@pytest.mark.parametrize("call", ['form("q1")', 'form("f9")', "form(3)", 'answered("q1")', 'answered("f9")'])
def test_wrong_calls_are_answered_kindly(form_lab, notebook, capsys, call):
    notebook.run(call)
    assert capsys.readouterr().out.startswith("△ ")


def test_damaged_files_are_told(form_lab, notebook, capsys):
    (form_lab / "answers.json").write_text("{")
    assert type(answered("f1")) is Blank and "読めません" in capsys.readouterr().out
    assert "読めません" in str(notebook.run('check("f1")').card)
    (form_lab / "forms.toml").write_text('[f1]\nkind = "magic"\nlabel = "x"\n')
    notebook.run('form("f1")')
    assert "forms.toml" in capsys.readouterr().out
