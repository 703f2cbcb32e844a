"""What stands for a form in words: its questions, how to answer by hand, and what was recorded."""

from __future__ import annotations

from typing import Any

from dxlab.cards import Card, Code, Part, Table, card
from dxlab.form_file import Choices, Field, Form


def form_card(form: Form) -> Card:
    """The whole form as text, with a line that answers it without widgets."""
    parts: list[Part | str] = []
    for field in form.fields:
        parts += [f"{field.label}　{field.note}".strip(), *_tables(field)]
    return card(
        f"{form.exercise} の画面",
        *parts,
        "画面を使わないときは、下の答えのセルの中身を、たとえば次のように書きかえます。",
        Code(example(form)),
    )


def example(form: Form) -> str:
    """One line of code with the form of an answer, not with a right one."""
    shown = [_example(field) for field in form.fields]
    if form.is_single:
        return f"{form.exercise} = {shown[0]}"
    inside = ", ".join(f'"{field.name}": {text}' for field, text in zip(form.fields, shown, strict=True))
    return f"{form.exercise} = {{{inside}}}"


def recorded_card(form: Form, value: Any) -> Card:
    """What answers.json holds for this form."""
    if value is None:
        return card(f"― {form.exercise} の記録は、まだありません。", "上の画面で選ぶと、すぐに記録されます。")
    if form.is_single:
        return card(f"● {form.exercise} に記録しました。", describe(form.fields[0], value))
    given = value if isinstance(value, dict) else {}
    lines = [f"{field.label}: {describe(field, given.get(field.name))}" for field in form.fields]
    return card(f"● {form.exercise} に記録しました。", *lines)


def describe(field: Field, value: Any) -> str:
    """A recorded value in words; values may have been changed by hand, so any kind is met."""
    if value is None:
        return "まだです。"
    if field.kind == "sort" and isinstance(value, dict):
        return _describe_sort(field, value)
    if field.kind == "amounts" and isinstance(value, dict):
        return _describe_amounts(field, value)
    if field.kind in ("pick", "order") and isinstance(value, list):
        return "、".join(str(v)[:200] for v in value)
    if field.kind == "numbers" and isinstance(value, list):
        return f"{'、'.join(str(v)[:20] for v in value)}（{len(value)}個）"
    return str(value)[:2000]


def _describe_sort(field: Field, value: dict[str, Any]) -> str:
    chosen = [f"{item} → {str(value[item])[:200]}" for item, _ in field.items if item in value]
    left = len(field.items) - len(chosen)
    return "\n".join([*chosen, f"あと{left}個です。" if left else f"{len(chosen)}個すべて選びました。"])


def _describe_amounts(field: Field, value: dict[str, Any]) -> str:
    given = [value[item] for item, _ in field.items if isinstance(value.get(item), (int, float))]
    left = len(field.items) - len(given)
    total = str(round(sum(given), 2))[:20].removesuffix(".0")
    return f"{len(given)}個入れました。合計は {total} です。" + (f"あと{left}個です。" if left else "")


def _tables(field: Field) -> list[Part | str]:
    parts: list[Part | str] = []
    if field.items:
        parts.append(Table(("記号", "文"), field.items))
    if field.options and all(name == text for name, text in field.options):
        parts.append("選択肢: " + "、".join(name for name, _ in field.options))
    elif field.options:
        parts.append(Table(("記号", "選択肢"), field.options))
    return parts


def _example(field: Field) -> str:
    if field.kind == "sort":
        option = _quoted(field.options)[-1]
        return "{" + ", ".join(f"{item}: {option}" for item in _quoted(field.items)) + "}"
    if field.kind == "amounts":
        return "{" + ", ".join(f"{item}: 10" for item in _quoted(field.items)) + "}"
    if field.kind == "choose":
        return _quoted(field.options)[-1]
    if field.kind in ("pick", "order"):
        return (
            "["
            + ", ".join(_quoted(field.items[: field.places] if field.kind == "order" else field.options[:2]))
            + "]"
        )
    return {"number": "10", "numbers": "[10, 12]"}.get(field.kind, '"ここに文を書きます"')


def _quoted(choices: Choices) -> list[str]:
    return [f'"{name}"' for name, _ in choices]
