# earns: 3
# says: 名前を消しても
import csv

SENSITIVE_WORDS = ("病気", "障害", "罪")
OPEN_WORDS = ("公民館の開館時間", "人口の合計", "ごみの分け方", "一般的な質問")
with open("data/privacy_cards.csv", encoding="utf-8") as file:
    items = {row["id"]: row["text"] for row in csv.DictReader(file)}
is_open = {name: any(w in text for w in OPEN_WORDS) for name, text in items.items()}
q5 = {
    "kind": {
        name: "どちらでもない" if is_open[name] else "要配慮個人情報" if any(w in text for w in SENSITIVE_WORDS) else "個人情報"
        for name, text in items.items()
    },
    "ai": {name: "入れてよい" if is_open[name] else "入れない" for name in items},
}
q5["ai"] = {name: "入れない" if kind == "要配慮個人情報" else "入れてよい" for name, kind in q5["kind"].items()}
q5["kind"] = {name: "どちらでもない" if kind == "個人情報" else kind for name, kind in q5["kind"].items()}
