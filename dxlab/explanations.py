"""What is said about an exception: plain tables, read by ``dxlab.explain``.

Meanings follow the Python documentation, "Built-in Exceptions"; the patterns are
the message forms of CPython 3.11 to 3.13 and of pandas 3.
"""

# ruff: noqa: E501  (a sentence is easier to review on one line)

from __future__ import annotations

BLANK = "空らん ____ が残っています。____ を自分の答えに書きかえてください。"

#: Pattern in a TypeError's text -> sentence; ``{0}`` is the pattern's first group.
TYPE_ERRORS: tuple[tuple[str, str], ...] = (
    (r"\bBlank\b", BLANK),
    (
        r"NoneType",
        "中身が空（None）のものを使って計算しています。関数に return を書いたか、値が入っているかを確かめてください。",
    ),
    (
        r"can only concatenate str|unsupported operand type.*'(?:int|float)' and 'str'|'str' and '(?:int|float)'",
        "文字と数をいっしょに計算しています。数にするなら int(…) や float(…)、文字にするなら str(…) を使ってください。",
    ),
    (
        r"(\w+)\(\) missing (\d+) required",
        "関数「{0}」に渡す値が{1}つ足りません。かっこの中の値の数を確かめてください。",
    ),
    (
        r"(\w+)\(\) takes .* positional arguments? but",
        "関数「{0}」に渡す値の数が合いません。かっこの中の値の数を確かめてください。",
    ),
    (
        r"(\w+)\(\) got an unexpected keyword argument '([^']+)'",
        "関数「{0}」は「{1}=」という指定を受け取りません。つづりを確かめてください。",
    ),
    (
        r"'(\w+)' object is not callable",
        "関数でないもの（{0}）のうしろに ( ) が付いています。[ ] のまちがいか、同じ名前に別の値を入れていないかを確かめてください。",
    ),
    (
        r"'(\w+)' object is not subscriptable",
        "[ ] で取り出せないもの（{0}）に [ ] を使っています。関数なら ( ) を使ってください。",
    ),
    (
        r"'(\w+)' object is not iterable",
        "1つの値（{0}）を、並びとして使っています。並び（リストや表の列）になっているかを確かめてください。",
    ),
    (
        r"indices must be integers",
        "何番目かを整数で書くところに、別のものが入っています。[ ] の中を確かめてください。",
    ),
    (
        r"unhashable type",
        "リストや表は、見出しや組み合わせの目印には使えません。[ ] の中を確かめてください。",
    ),
)

#: Part of a SyntaxError's text -> sentence.
SYNTAX: tuple[tuple[str, str], ...] = (
    (
        "was never closed",
        "開いたかっこが閉じられていません。( ) や [ ] や { } の数がそろっているかを確かめてください。",
    ),
    ("unmatched", "閉じるかっこが余っています。( ) や [ ] や { } の数がそろっているかを確かめてください。"),
    (
        "expected ':'",
        "行の終わりの「:」が足りません。def・if・for の行の終わりに、半角の : を付けてください。",
    ),
    (
        "unterminated",
        "文字を囲む引用符が閉じられていません。「'」や「\"」で終わっているかを確かめてください。",
    ),
    (
        "incomplete input",
        "書きかけのまま終わっています。( ) や [ ] や { } が閉じているか、引用符が2つそろっているかを確かめてください。",
    ),
    (
        "non-printable",
        "全角の空白など、見えない文字が混ざっています。その行の空白を消して、半角で打ち直してください。",
    ),
    ("Maybe you meant '=='", "「等しいか」を調べるときは = を2つ書きます。== に直してください。"),
    ("forgot a comma", "値と値の間の「,」が足りないようです。半角の , を入れてください。"),
    (
        "leading zeros",
        '0 で始まる数は書けません。番号や年月は、"012" や "2025-07" のように引用符で囲んで、文字にしてください。',
    ),
    (
        "'return' outside function",
        "return が関数の外にあります。行の頭の空白を、関数の中の行とそろえてください。",
    ),
)

#: Class name -> sentence, where the text adds nothing.
PLAIN: dict[str, str] = {
    "MergeError": "2つの表をつなぐ列が合っていません。つなぐ列の名前と、同じ値が何度も出ていないかを確かめてください。",
    "TabError": ("行の頭で、タブと空白が混ざっています。行の頭を消して、空白4つで打ち直してください。"),
    "IndexError": (
        "並びの長さより先を取り出そうとしています。番号は 0 から始まります。len(…) で長さを確かめてください。"
    ),
    "IndexingError": ("行の選び方が合っていません。条件を、同じ表の列から作ったかを確かめてください。"),
    "ZeroDivisionError": (
        "0 で割っています。割る数が 0 になる場合（件数が 0 など）をどうするか決めて、分けて書いてください。"
    ),
    "UnicodeDecodeError": (
        'ファイルの文字コードが合っていません。encoding="cp932" か encoding="utf-8-sig" を付けて読みこんでください。'
    ),
    "UnicodeEncodeError": (
        'その文字コードでは書けない文字があります。encoding="utf-8-sig" を付けて保存してみてください。'
    ),
    "PermissionError": (
        "ファイルを開く許可がありません。ほかのソフトで開いているときは、閉じてからもう一度実行してください。"
    ),
    "IsADirectoryError": ("ファイルではなくフォルダの名前になっています。ファイル名まで書いてください。"),
    "FileExistsError": ("同じ名前のファイルがもうあります。別の名前にするか、先に片づけてください。"),
    "RecursionError": (
        "関数が自分自身を呼び続けて、終わりません。くり返しをやめる条件と return を確かめてください。"
    ),
    "MemoryError": (
        "メモリが足りなくなりました。作っている表やリストが大きすぎないか、くり返しの回数を確かめてください。"
    ),
    "OverflowError": ("数が大きくなりすぎました。くり返しの回数や、かけ算・べき乗を見直してください。"),
    "AssertionError": (
        "assert の行の条件が成り立ちませんでした。その条件に使う値を表示して確かめてください。"
    ),
    "StopIteration": ("取り出すものが、もう残っていません。くり返しの回数を確かめてください。"),
    "NotImplementedError": ("まだ中身が書かれていません。その関数の中身を書いてください。"),
    "TimeoutError": ("時間内に終わりませんでした。くり返しの回数や、待つ処理を見直してください。"),
    "KeyboardInterrupt": (
        "実行を途中で止めました。時間がかかりすぎたなら、くり返しの条件を見直してください。"
    ),
    "BlankError": BLANK,
    "EmptyDataError": ("読みこんだファイルが空です。ファイルの中身と名前を確かめてください。"),
    "ParserError": (
        "ファイルを表として読めませんでした。区切りの文字と、見出しが何行目にあるかを確かめてください。"
    ),
}
