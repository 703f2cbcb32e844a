"""Cards of the all-staff lab: drawn from fixed banks, so that each cohort has its own.

Every text is invented. ``truth`` holds the key by card id.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

DX, DIGITAL, NEITHER = "DX", "デジタル化", "どちらでもない"
PERSONAL, SENSITIVE, OTHER = "個人情報", "要配慮個人情報", "どちらでもない"
YES, NO = "入れてよい", "入れない"

DX_BANK = (
    (DX, "引越しの届けを家で入力でき、窓口では確かめるだけになった。待つ時間も書く回数も減った。"),
    (DX, "電子申請の内容がそのまま台帳に入るようにし、職員の入力作業をなくした。"),
    (DX, "窓口を回る順番を見直し、1か所の窓口で5つの手続きが終わるようにした。"),
    (DX, "健診の予約変更を、電話のほかに24時間受け付けるようにした。空いた枠は次の人に回る。"),
    (DX, "道の穴を住民が写真で知らせ、修理の進み具合をだれでも見られるようにした。"),
    (DX, "毎月の集計を自動にし、空いた2日を住民の訪問に使うことにした。"),
    (DX, "証明書が要る手続きを調べ直し、庁内で確かめられるものは出さなくてよくした。"),
    (DX, "公用車の使われ方を記録から調べ、課ごとに持つのをやめて、みんなで使うことにした。"),
    (DIGITAL, "紙の申請書を、そのままPDFにしてホームページに載せた。"),
    (DIGITAL, "電子申請の内容を印刷して、職員がもう一度入力している。"),
    (DIGITAL, "会議の資料を、紙からタブレットに変えた。会議の進め方は前と同じだ。"),
    (DIGITAL, "手書きの台帳を、同じ並びのまま表計算ソフトに打ち直した。"),
    (DIGITAL, "回覧を紙からメールに変えた。はんこの順番は前と同じだ。"),
    (DIGITAL, "ファックスで届いた紙を、読み取り機で画像にして保存している。"),
    (DIGITAL, "申請書の写真を撮って共有フォルダに入れた。仕事の順番は前と同じだ。"),
    (DIGITAL, "アンケートを紙からウェブに変えた。集計は、前と同じように手で数えている。"),
    (NEITHER, "窓口のいすを、新しい色のものに取りかえた。"),
    (NEITHER, "課の人数を1人ふやして、同じやり方で受付を続けた。"),
    (NEITHER, "申請書の紙を、うすい紙に変えた。"),
    (NEITHER, "「お静かに」というはり紙を、大きな字に書き直した。"),
    (NEITHER, "残業をふやして、たまった書類を片付けた。"),
    (NEITHER, "電話の声を、もっと明るくするように呼びかけた。"),
    (NEITHER, "書類の保管だなを、となりの部屋に移した。"),
    (NEITHER, "新しいパソコンを買ったが、箱に入れたままにしている。"),
)

# kind, may it go into an AI service outside, weight, text
PRIVACY_BANK = (
    (PERSONAL, NO, 1, "氏名と電話番号が書かれた、講座の申込書"),
    (PERSONAL, NO, 1, "氏名を消した名簿。職員番号は残っていて、別の表と照らすと人が分かる"),
    (PERSONAL, NO, 1, "防犯カメラに写った、顔が分かる映像"),
    (PERSONAL, NO, 1, "「島田地区の102歳の人」という記録。地区に102歳は1人しかいない"),
    (PERSONAL, NO, 1, "住民から届いたメール。アドレスに氏名が入っている"),
    (PERSONAL, NO, 1, "生年月日と住所だけの一覧。氏名の列は消してある"),
    (SENSITIVE, NO, 1, "健診で病気が見つかった人の、氏名と結果の一覧"),
    (SENSITIVE, NO, 1, "障害のある人の、手帳の番号と氏名の一覧"),
    (SENSITIVE, NO, 1, "相談記録。氏名と、かかった病気の名前が書いてある"),
    (SENSITIVE, NO, 1, "氏名と、罪を犯した経歴が書かれた書類"),
    (OTHER, YES, 1, "ホームページに載せてある、公民館の開館時間"),
    (OTHER, YES, 1, "市が公表している、年ごとの人口の合計"),
    (OTHER, YES, 1, "公表ずみの広報に載った、ごみの分け方の説明"),
    (OTHER, YES, 1, "表計算ソフトの使い方についての、一般的な質問"),
    (OTHER, NO, 0, "まだ公表していない、来年度の予算の案"),
    (OTHER, NO, 0, "3人の課の、年代別の残業時間の平均"),
    (PERSONAL, NO, 0, "職員録に載っている、課長の氏名と内線番号"),
)

STEPS = (
    ("cut", "通信を切る。線を抜き、無線も切る"),
    ("report", "情報政策課に電話で報告する"),
    ("note", "いつ、何を開いたかを紙に記録する"),
    ("wait", "指示を待つ。パソコンは、そのままにしておく"),
    ("investigate", "添付ファイルをもう一度開いて、原因を調べる"),
    ("delete", "メールを消して、なかったことにする"),
)
ORDER = ("cut", "report", "note", "wait")
LETTERS = "アイウエオカ"

CODES = ("012084", "082015", "011002", "042021", "092011", "072028", "052035", "032018")


def make(seed: int) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"dx_cards.csv", "privacy_cards.csv", "mail_steps.csv", "codes.csv"}, truth)``.

    ``truth``: ``dx`` and ``kind`` (id -> option), ``ai`` (id -> may it be entered), ``weight``
    (id -> 0 for items on which people may differ), ``steps`` (letter -> what it does),
    ``order`` (letters in the right order) and ``opened`` (id -> text after opening as numbers).
    """
    rng = np.random.default_rng(seed)
    dx, dx_cards = _dx(rng)
    privacy, privacy_cards = _privacy(rng)
    steps, step_cards = _steps(rng)
    codes, opened = _codes(rng)
    tables = {
        "dx_cards.csv": dx_cards,
        "privacy_cards.csv": privacy_cards,
        "mail_steps.csv": step_cards,
        "codes.csv": codes,
    }
    return tables, {"dx": dx, **privacy, **steps, "opened": opened}


def _dx(rng: np.random.Generator) -> tuple[dict[str, str], pd.DataFrame]:
    drawn = _draw(rng, DX_BANK, {DX: 3, DIGITAL: 3, NEITHER: 2})
    return {name: card[0] for name, card in drawn.items()}, _cards(drawn)


def _privacy(rng: np.random.Generator) -> tuple[dict[str, dict[str, Any]], pd.DataFrame]:
    sure = [card for card in PRIVACY_BANK if card[2]]
    unsure = [card for card in PRIVACY_BANK if not card[2]]
    chosen = list(_draw(rng, sure, {PERSONAL: 4, SENSITIVE: 2, OTHER: 2}).values())
    chosen += [unsure[i] for i in rng.choice(len(unsure), 2, replace=False)]
    drawn = {str(n + 1): chosen[i] for n, i in enumerate(rng.permutation(len(chosen)))}
    truth = {
        key: {name: card[place] for name, card in drawn.items()}
        for place, key in enumerate(("kind", "ai", "weight"))
    }
    return truth, _cards(drawn)


def _steps(rng: np.random.Generator) -> tuple[dict[str, Any], pd.DataFrame]:
    shuffled = [STEPS[i] for i in rng.permutation(len(STEPS))]
    meaning = {letter: step[0] for letter, step in zip(LETTERS, shuffled, strict=True)}
    by_meaning = {step: letter for letter, step in meaning.items()}
    cards = pd.DataFrame({"id": list(LETTERS), "text": [step[1] for step in shuffled]})
    return {"steps": meaning, "order": [by_meaning[step] for step in ORDER]}, cards


def _codes(rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, str]]:
    code, postal = str(rng.choice(CODES)), f"000-0{rng.integers(1, 1000):03d}"
    table = pd.DataFrame({"id": ["code", "postal"], "text": [code, postal]})
    return table, {"code": str(int(code)), "postal": postal}


def _draw(rng: np.random.Generator, bank: Any, counts: dict[str, int]) -> dict[str, Any]:
    """So many cards of each kind, numbered from 1 in random order."""
    chosen = []
    for kind, count in counts.items():
        cards = [card for card in bank if card[0] == kind]
        chosen += [cards[i] for i in rng.choice(len(cards), count, replace=False)]
    return {str(n + 1): chosen[i] for n, i in enumerate(rng.permutation(len(chosen)))}


def _cards(drawn: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame({"id": list(drawn), "text": [card[-1] for card in drawn.values()]})
