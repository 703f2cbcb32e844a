"""Cards of the managers' lab: drawn from fixed banks, so that each cohort has its own.

Every text is invented. ``truth`` holds the key by card id.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

HELPS, NEUTRAL, BLOCKS = "促す", "中立", "妨げる"
LETTERS = "アイウエオカキク"

SENTENCES = (
    (HELPS, "結果より、何を試したかを聞かせて。"),
    (HELPS, "うまくいかなかったところも、次の打ち合わせで見せて。"),
    (HELPS, "木曜の午後の当番は代わる。その時間に学んで。"),
    (HELPS, "困ったら、まず私に言って。財政課には私が話す。"),
    (HELPS, "2週間だけ小さくやってみよう。やめる日も先に決めよう。"),
    (HELPS, "その作業をなくすと困る人に、一緒に聞きに行こう。"),
    (HELPS, "ここまでの記録を見せて。次に試すことを1つ選ぼう。"),
    (HELPS, "使いたい道具があるなら、今週中に申請を出すよ。"),
    (HELPS, "会議を25分に縮めよう。空いた時間で続きを試して。"),
    (HELPS, "市民課の渚さんにも見てもらおう。明日、時間をもらうね。"),
    (NEUTRAL, "すごいね。"),
    (NEUTRAL, "がんばっているね。"),
    (NEUTRAL, "資料を受け取りました。"),
    (NEUTRAL, "研修は、来月から始まるそうですね。"),
    (NEUTRAL, "いつも、おつかれさま。"),
    (NEUTRAL, "そういう道具があるのですね。"),
    (NEUTRAL, "若い人は、のみこみが早いね。"),
    (NEUTRAL, "さすが、選ばれただけのことはあるね。"),
    (BLOCKS, "忙しいのに、研修に行くの。"),
    (BLOCKS, "前例がないから、やめておこう。"),
    (BLOCKS, "失敗したら、だれが責任を取るの。"),
    (BLOCKS, "本業が終わってからにして。"),
    (BLOCKS, "どうせ、続かないでしょう。"),
    (BLOCKS, "余計な仕事をふやさないで。"),
    (BLOCKS, "うちの課では無理だよ。"),
    (BLOCKS, "そんな暇があるなら、窓口に出て。"),
    (BLOCKS, "研修の分は、家でやってきて。"),
    (BLOCKS, "結果が出るまで、話を持ってこないで。"),
    (BLOCKS, "その話は、私に聞かれても困る。"),
    (BLOCKS, "全部そろわないと、見ないよ。"),
)
#: What makes a sentence block: phrases, not words, for 「責任は私が取る」, 「無理のない範囲で」 and
#: 「結果が出るまで私が待つ」 help. The last two are from the lab's own examples of blocking.
BLOCKING = (
    "忙しいのに",
    "前例がないから",
    "だれが責任",
    "誰が責任",
    "本業が終わって",
    "どうせ",
    "余計な仕事をふや",
    "余計な仕事を増や",
    "課では無理",
    "暇があるなら",
    "家でやって",
    "話を持ってこないで",
    "聞かれても困る",
    "そろわないと、見ない",
    "そろわないと見ない",
    "それどころじゃない",
    "手が空いたら",
)

QUESTIONS = (
    ("compare", "始めていない支所の待ち時間は、同じ時期にどう変わりましたか。"),
    ("hours", "新しい受付の準備に、全部で何時間かけましたか。"),
    ("p_value", "その差は、統計の判定で「有意」と出ましたか。"),
    ("liked", "新しい受付を使った職員は、満足していますか。"),
)

APPROVALS = (
    ("purpose", "何のために使うか。何が良くなれば成功とするか。"),
    ("purpose", "だれの、どんな困りごとを解くためか。"),
    ("scope", "だれの情報の、どの項目までを使うか。"),
    ("scope", "使う人と情報は、要る分だけにしぼってあるか。"),
    ("keeping", "情報をどこに置き、だれが見て、いつ消すか。"),
    ("keeping", "情報の置き場所と、消す日は決まっているか。"),
    ("stop", "どうなったら、いつやめるか。"),
    ("stop", "やめる条件と、やめる日は書いてあるか。"),
    ("vendor", "業者が「大丈夫です」と言っているか。"),
    ("others", "ほかの市でも使っているか。"),
    ("liked", "担当の職員が「便利だ」と言っているか。"),
    ("free", "試すあいだは、無料で使えるか。"),
    ("news", "新聞やテレビが取り上げそうか。"),
    ("budget", "今年度の予算を、使い切れるか。"),
    ("modern", "見た目が新しく、市民に受けそうか。"),
    ("known", "名前をよく聞く会社のものか。"),
)
WANTED = ("purpose", "scope", "keeping", "stop")

BIASES = (
    ("volunteer", "手を挙げた人は、はじめから意欲や知識がある。"),
    ("nominate", "仕事の都合がつき、出しやすい人が選ばれる。"),
    ("lot", "くじで選んだので、はじめの差はない。"),
    ("size", "人数が少ない方が、成績は必ず良くなる。"),
    ("marks", "試験の点の付け方が、部局ごとにちがう。"),
    ("age", "年齢が高い人だけが、選ばれている。"),
)
CONCLUSIONS = (
    ("unknown", "はじめの差があるので、選び方の効果とは言えない。"),
    ("volunteer", "自薦の人がよく改善したので、自薦にすれば改善がふえる。"),
    ("nominate", "指名は全部の部局から出るので、指名の方が効果が高い。"),
    ("enough", "20人ずつ比べたので、差は全部、選び方の効果だ。"),
)


def make(seed: int) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return six tables of cards (``id``, ``text``) and their key.

    ``truth``: ``sentences`` (id -> 促す/中立/妨げる), ``blocking`` (phrases), and by letter
    what a card means: ``questions``, ``approvals``, ``biases``, ``conclusions``; ``wanted``
    holds the letters of the four things to confirm.
    """
    rng = np.random.default_rng(seed)
    sentences = _draw_sentences(rng)
    piles = {
        "questions": _shuffled(rng, QUESTIONS),
        "approvals": _draw_approvals(rng),
        "biases": _shuffled(rng, BIASES),
        "conclusions": _shuffled(rng, CONCLUSIONS),
    }
    tables = {f"{name}.csv": _cards(pile) for name, pile in {"sentences": sentences, **piles}.items()}
    truth: dict[str, Any] = {
        name: {letter: card[0] for letter, card in pile.items()}
        for name, pile in {"sentences": sentences, **piles}.items()
    }
    truth["blocking"] = list(BLOCKING)
    truth["wanted"] = [letter for letter, what in truth["approvals"].items() if what in WANTED]
    return tables, truth


def _draw_sentences(rng: np.random.Generator) -> dict[str, tuple[str, str]]:
    chosen = []
    for kind, count in ((HELPS, 4), (NEUTRAL, 3), (BLOCKS, 5)):
        cards = [card for card in SENTENCES if card[0] == kind]
        chosen += [cards[i] for i in rng.choice(len(cards), count, replace=False)]
    return {str(n + 1): chosen[i] for n, i in enumerate(rng.permutation(len(chosen)))}


def _draw_approvals(rng: np.random.Generator) -> dict[str, tuple[str, str]]:
    """One wording of each thing to confirm, and four that are beside the point."""
    chosen = []
    for what in WANTED:
        wordings = [card for card in APPROVALS if card[0] == what]
        chosen.append(wordings[rng.integers(len(wordings))])
    others = [card for card in APPROVALS if card[0] not in WANTED]
    # The vendor's word is the mistake that the exercise is about.
    drawn = [others[0]] + [others[i] for i in 1 + rng.choice(len(others) - 1, 3, replace=False)]
    return _shuffled(rng, (*chosen, *drawn))


def _shuffled(rng: np.random.Generator, cards: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, str]]:
    return {LETTERS[n]: cards[i] for n, i in enumerate(rng.permutation(len(cards)))}


def _cards(pile: dict[str, tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame({"id": list(pile), "text": [card[1] for card in pile.values()]})
