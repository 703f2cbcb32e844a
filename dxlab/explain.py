"""An exception as a short Japanese explanation with something to try.

The sentences themselves are in ``dxlab.explanations``.
"""

from __future__ import annotations

import builtins
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable

from dxlab.explanations import BLANK, PLAIN, SYNTAX, TYPE_ERRORS

_MAX = 60

Sentence = Callable[[str], str]


def explain(
    type_name: str,
    *,
    text: str | None = None,
    line: str | None = None,
    lineno: int | None = None,
    names: Iterable[str] = (),
) -> str:
    """Where, what and what to try, in Japanese, on one line.

    Parameters
    ----------
    type_name: name of the exception's class, e.g. ``"KeyError"``.
    text: its message; None when it must not be shown, and then nothing of it is.
    line, lineno: the trainee's own source line and its number, where known.
    names: names that exist, to suggest one for a misspelt one.
    """
    where = _where(line, lineno)
    if type_name == "NameError":
        return where + _name_error(text or "", line or "", names)
    if type_name == "UnboundLocalError":
        return where + _unbound(text or "", line or "")
    if type_name in _READERS:
        return where + _READERS[type_name](text or "")
    return where + (PLAIN.get(type_name) or _unknown(type_name, text))


def _where(line: str | None, lineno: int | None) -> str:
    code = _short(line or "")
    if code and lineno:
        return f"{lineno}行目「{code}」のところで止まりました。"
    if code:
        return f"「{code}」のところで止まりました。"
    return f"{lineno}行目で止まりました。" if lineno else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX else text[: _MAX - 1] + "…"


def _find(pattern: str, text: str) -> str:
    """The first group of the pattern, shortened; "" when it is not there."""
    found = re.search(pattern, text)
    return _short(found.group(1)) if found else ""


def _unknown(type_name: str, text: str | None) -> str:
    # The name of a trainee's own class is text too: it could carry a hidden input.
    named = text is not None or hasattr(builtins, type_name)
    kind = f"「{_short(type_name)}」という種類のエラー" if named else "エラー"
    detail = f"（{_short(text)}）" if text and text.strip() else ""
    return f"{kind}が起きました{detail}。直前に書きかえた行を見直し、分からないときはヒントを開いてください。"


# --- names ---------------------------------------------------------------------


def _name_error(text: str, line: str, names: Iterable[str]) -> str:
    name = _find(r"name '([^']+)'", text)
    if not name:
        return "まだ作られていない名前を使っています。つづりと、上のセルを順に実行したかを確かめてください。"
    if not name.isascii():
        return (
            f"「{name}」は、名前ではなく説明の言葉のようです。"
            '計算なら、上の行で作った名前を使います。文字として使うなら " " で囲んでください。'
        )
    if _stands_alone(name, line):
        return f"「{name}」という名前は、まだ作られていません。{_quote(name)}"
    near = difflib.get_close_matches(name, [n for n in names if not n.startswith("_")], n=1, cutoff=0.75)
    guess = f"「{near[0]}」のまちがいではありませんか。" if near else ""
    return (
        f"「{name}」という名前は、まだ作られていません。{guess}"
        "つづり（大文字と小文字も）と、上のセルを順に実行したかを確かめてください。"
    )


def _stands_alone(name: str, line: str) -> bool:
    """Whether the name stands alone in brackets, as a column or an id without its quotes does."""
    return re.search(rf"[\[(]\s*{re.escape(name)}\s*[\])]", line) is not None


def _quote(name: str) -> str:
    return (
        f'列の名前や記号なら、"{name}" のように " " で囲みます。'
        "自分で付けた名前なら、つづりと、上のセルを順に実行したかを確かめてください。"
    )


def _unbound(text: str, line: str) -> str:
    name = _find(r"variable '([^']+)'", text)
    if name and _stands_alone(name, line):
        return f"関数の中で、「{name}」に値を入れる前に使っています。{_quote(name)}"
    which = f"「{name}」" if name else "名前"
    return f"関数の中で、{which}に値を入れる前に使っています。使う行より前に、値を入れる行を置いてください。"


def _key_error(text: str) -> str:
    key = _short(text.strip("'\""))
    if key == "____":
        return BLANK
    which = f"「{key}」という列や見出し" if key else "その列や見出し"
    return (
        f"{which}が見つかりません。つづりや全角・半角を確かめてください。"
        "表なら .columns で列の名前が見られます。"
    )


def _attribute_error(text: str) -> str:
    name = _find(r"attribute '([^']+)'", text)
    if "'NoneType' object" in text:
        return (
            f"中身が空（None）のものに「.{name}」を使っています。"
            "その前の計算が値を返しているか（return を書いたか）を確かめてください。"
        )
    owner = _find(r"'([^']+)' object", text)
    what = f"「{owner}」には「.{name}」がありません。" if name and owner else "使えない「.名前」があります。"
    return what + "点（.）のうしろのつづりと、点の前に何が入っているかを確かめてください。"


def _import_error(text: str) -> str:
    name = _find(r"(?:No module named|cannot import name) '([^']+)'", text)
    which = f"「{name}」" if name else "指定された部品"
    return (
        f"{which}を読みこめません。import の行のつづりを確かめてください。"
        "合っているときは、この環境に入っていないので、講師に知らせてください。"
    )


# --- kinds of values -------------------------------------------------------------


def _type_error(text: str) -> str:
    for pattern, sentence in TYPE_ERRORS:
        found = re.search(pattern, text)
        if found:
            return sentence.format(*(_short(g) for g in found.groups()))
    return "種類のちがうもの（文字と数など）をいっしょに使っています。type(名前) で種類を確かめてください。"


def _value_error(text: str) -> str:
    number = _find(r"(?:invalid literal for int\(\).*|could not convert string to float): '?([^']*)'?", text)
    if number:
        return f"「{number}」を数に直せません。単位や「,」などの文字が混ざっていないかを確かめてください。"
    if "truth value of a" in text:
        return (
            "表の列をまるごと「はい・いいえ」として使っています。"
            "行を選ぶなら df[条件] と書きます。"
            "条件を重ねるときは and の代わりに & を使い、条件ごとに ( ) で囲んでください。"
        )
    if "unpack" in text:
        return "左に書いた名前の数と、右の値の数が合いません。数をそろえてください。"
    if "Length of values" in text or "must be the same" in text or "same length" in text:
        return "長さのちがうものを組み合わせています。len(…) で長さを確かめてください。"
    return "値の中身が、その計算に合いません。渡している値を表示して、中身を確かめてください。"


def _os_file(text: str) -> str:
    name = _find(r"['\"]([^'\"]+)['\"]\s*$", text)
    name = re.split(r"[/\\]", name)[-1]  # folders of the machine help nobody
    which = f"ファイル「{name}」" if name else "ファイル"
    return (
        f"{which}が見つかりません。名前のつづりを確かめてください。"
        '演習のデータは load("ファイル名") で読みこめます。'
    )


def _syntax(text: str) -> str:
    odd = _find(r"invalid character '(.)'", text)
    if odd:
        return _full_width(odd)
    for mark, sentence in SYNTAX:
        if mark in text:
            return sentence
    return (
        "書き方がPythonの決まりに合っていません。"
        "この行と1つ前の行の、かっこ・引用符・「:」を確かめてください。"
    )


def _full_width(odd: str) -> str:
    half = _TYPED_FOR.get(odd) or unicodedata.normalize("NFKC", odd)
    which = f"半角の「{half}」に書きかえてください" if half.isascii() else "半角の記号に書きかえてください"
    return f"「{odd}」は全角です。{which}（文字を囲む引用符の中なら、全角のままで大丈夫です）。"


#: What a Japanese keyboard gives -> what was meant, where Unicode does not say so.
_TYPED_FOR = {
    "”": '"', "“": '"', "’": "'", "‘": "'", "−": "-", "ー": "-", "―": "-", "×": "*", "÷": "/",
    "、": ",", "。": ".", "≧": ">=", "≦": "<=", "≠": "!=",
}  # fmt: skip


def _indent(text: str) -> str:
    if "expected an indented block" in text:
        return "「:」の次の行は、空白4つを頭に付けて書きます。次の行の頭に空白を入れてください。"
    return (
        "行の頭の空白がそろっていません。この行と、1つ上の行を見てください。"
        "同じまとまりの行は、空白の数（ふつう4つ）をそろえます。"
    )


_READERS: dict[str, Sentence] = {
    "KeyError": _key_error,
    "AttributeError": _attribute_error,
    "ImportError": _import_error,
    "ModuleNotFoundError": _import_error,
    "TypeError": _type_error,
    "ValueError": _value_error,
    "FileNotFoundError": _os_file,
    "SyntaxError": _syntax,
    "IndentationError": _indent,
}
