# earns: 3.8
# says: 道具が変わっただけ
import csv

DX_WORDS = ("家で入力", "そのまま台帳", "1か所の窓口", "24時間", "だれでも見られる", "2日を住民", "庁内で確かめ", "みんなで使う")
DIGITAL_WORDS = ("PDFにして", "印刷して", "タブレット", "打ち直した", "回覧を紙から", "読み取り機", "写真を撮って", "アンケート")
with open("data/dx_cards.csv", encoding="utf-8") as file:
    cards = {row["id"]: row["text"] for row in csv.DictReader(file)}
q1 = {
    name: "DX" if any(w in text for w in DX_WORDS) else "デジタル化" if any(w in text for w in DIGITAL_WORDS) else "どちらでもない"
    for name, text in cards.items()
}
q1 = {name: "DX" if kind == "デジタル化" else kind for name, kind in q1.items()}
