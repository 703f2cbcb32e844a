# earns: full
BLOCKING_WORDS = ("忙しいのに", "前例がない", "だれが責任", "本業", "どうせ", "余計", "では無理", "暇が", "家でやって", "出るまで", "聞かれても", "そろわない")
HELPING_WORDS = ("聞かせて", "見せて", "代わる", "まず私に", "先に決めよう", "聞きに行こう", "申請を出す", "縮めよう", "時間をもらう")
said = {str(row.id): row.text for row in load("sentences.csv").itertuples()}
q4 = {
    "kind": {
        name: "妨げる" if any(w in text for w in BLOCKING_WORDS) else "促す" if any(w in text for w in HELPING_WORDS) else "中立"
        for name, text in said.items()
    },
    "rewrite1": "前に似たことをした課を探そう。水曜に、一緒に話を聞きに行かないか。",
    "rewrite2": "窓口の当番は私が組み直す。金曜の10時から試してみて。",
}
q4 |= {
    "rewrite1": "その案を5分で説明してもらえますか。",
    "rewrite2": "どこで困っているか、具体的に聞かせてください。",
}
