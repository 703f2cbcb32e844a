"""Rules for what an author writes, as a plain list: to add one, write a function and name it here.

A rule takes a ``Draft`` and yields problems. Its sentence appears in
docs/authoring.ja.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grader.lab.draft import Draft
from grader.lab.model import Problem
from grader.lab.rules import cells, checks, content, figures, prose, seeds, tips, verdicts


@dataclass(frozen=True)
class Rule:
    """One rule: a stable name, a Japanese sentence for authors, and the check itself."""

    name: str
    sentence: str
    check: Callable[[Draft], Iterable[Problem]]


RULES = (
    Rule("pair", "lab.py と lab.ipynb は同じ内容にします。", content.pair_is_equal),
    Rule("cell-id", "コードのセルには英小文字・数字・_ の grade_id を付け、重ねません。", cells.ids_are_fine),
    Rule(
        "cell-lost",
        "「# %%」で始まるコードの行と、セルへの添付ファイルは使いません。",
        cells.nothing_gets_lost,
    ),
    Rule(
        "cell-locked",
        "講師のコードのセルは locked にし、採点の設定を付けません。",
        cells.instructor_code_is_locked,
    ),
    Rule("cell-plain", "セルに % や ! で始まる命令を書きません。", cells.code_is_plain_python),
    Rule(
        "exercise-form",
        '問題は、問題文・答えのセル・check("q3") だけのセルの3つで1組です。',
        cells.exercises_are_whole,
    ),
    Rule(
        "stub",
        "答えのセルは、____ を含む書きかけのあとに模範解答を印ではさんで書きます。",
        cells.stubs_have_blanks,
    ),
    Rule(
        "points-shown", "問題文に［16点］のように配点を書き、設定の点と合わせます。", cells.points_are_shown
    ),
    Rule(
        "points-total",
        "配点の合計は、リーダー研修が100点、全職員・管理職の研修が50点です。",
        cells.points_add_up,
    ),
    Rule(
        "quiz", '確認テストは5問で、quiz() と check("quiz")（5点）のセルを置きます。', content.quiz_is_whole
    ),
    Rule("manual", "記述問題は、lab.toml の [[manual]] と同じ id にします。", cells.manual_parts_agree),
    Rule("hints", "どの問題にも3段のヒント（idea・tool・skeleton）を書きます。", content.hints_are_whole),
    Rule("files", "一緒に配るファイルは、実習のフォルダの中のものだけです。", content.files_may_ship),
    Rule("data", "配るデータはデータ集の表から作り、どの列にも説明を付けます。", content.data_is_described),
    Rule("facts", "使う事実の id は facts.csv にあり、出典が付いているものです。", content.facts_exist),
    Rule(
        "check-form",
        "確認は def q3(did, *, ask) の形で、問題ごとに1つ書きます。",
        checks.one_function_per_exercise,
    ),
    Rule(
        "check-import",
        "確認が使えるのは計算の部品だけです（画面・ファイル・通信のものは使いません）。",
        checks.imports_are_allowed,
    ),
    Rule("check-call", "確認で open・print・eval などを呼びません。", checks.calls_are_allowed),
    Rule(
        "check-state",
        "確認は前の結果を覚えません（global や、書きかえる初期値を使いません）。",
        checks.no_state,
    ),
    Rule(
        "check-try", "try の except で点を出しません。ask.raises を使います。", verdicts.no_points_from_errors
    ),
    Rule("check-kind", "isinstance で調べるのは基本の型と表だけです。", verdicts.isinstance_is_plain),
    Rule(
        "check-close",
        "ちがいの大きさで不合格にせず、ask.close で合格を確かめます。",
        verdicts.closeness_is_positive,
    ),
    Rule("check-merge", "答えの表をつなぐときは validate= を付けます。", verdicts.merges_are_validated),
    Rule("check-secret", "メッセージに正解の値を入れません。", verdicts.messages_keep_the_truth),
    Rule("check-seed", "採点用データの種は ask.seeds(n) から取ります。", seeds.seeds_are_drawn),
    Rule(
        "prose-length",
        "文は90字までにします。ファイルごとの平均は60字までです（見出し・表・コード・式は数えません）。",
        prose.sentences_are_short,
    ),
    Rule(
        "prose-english",
        "英語は、コード・ファイル名・出典の行と、labs/glossary.csv にある言葉だけにします。",
        prose.english_is_explained,
    ),
    Rule(
        "figure-text",
        "図には「図の説明: …」の文を付けます。同じセルで print するか、前後の文章のセルに書きます。",
        figures.figures_have_text,
    ),
    Rule(
        "tips",
        "効率アップテキストは lab.toml の tips に書いたものを配ります。本文のリンクも、その中だけです。",
        tips.tips_are_there,
    ),
    Rule("attempts", "自動採点の問題には、0点になる解答例を1つ以上付けます。", content.each_exercise_refuses),
)


def check_draft(draft: Draft) -> list[Problem]:
    """Everything that any rule finds, in the order of the list."""
    return [problem for rule in RULES for problem in rule.check(draft)]
