# %% [markdown]
# # 全職員 DX基礎ラボ: きょうの机でできること
#
# **潮見野市 DXラボ ／ 全職員研修 ／ 約100分**
#
# > 市民課の渚さんは、入って2年目です。
# > 4月のある朝、机に5つの小さな用事が届きました。
# > 「どれも、機械にくわしくなくても答えられそう。まず1つ目から」
#
# この実習では、渚さんと一緒に5つの用事を片付けます。
# 潮見野市も、出てくる人も、研修のために作った架空のものです。
#
# **終わると、できるようになること**
#
# 1. 「DX」と「デジタル化」のちがいを、例で説明できる。
# 2. 平均だけにだまされずに、待ち時間を伝えられる。
# 3. 機械が読みにくい表を、見分けられる。
# 4. 個人の情報と不審なメールを、落ち着いて扱える。
# 5. 自分の机で、1年に何時間を生み出せるかを計算できる。
#
# **プログラムは書きません**
#
# 画面で選ぶか、短い言葉や数を入れるだけです。全部、キーボードだけでもできます。
#
# この画面は、文章と計算を並べて書けるノートです。1つずつの区切りを「**セル**」といいます。
# 左に `[ ]` が付いた灰色のセルには、コンピューターへの指示が書いてあります。読めなくても大丈夫です。
#
# | したいこと | やり方 |
# |---|---|
# | セルを動かす | セルをクリックして、`Shift` を押しながら `Enter` を押す |
# | キーボードだけで動かす | `Esc` を押し、`↑` `↓` でセルを選び、`Shift` と `Enter` を押す |
# | 画面の中を進む | `Tab` で次へ、`Shift` と `Tab` で前へ。四角と丸は `Space` で選ぶ |
# | 答えを確かめる | `check("q1")` のセルを動かす。何度でもできます |
# | ヒントを見る | 答える画面の下の「ヒントを見る」を押す。点は減りません |
# | 進み具合を見る | 確認テストの下にある `progress()` のセルを動かす |
#
# 新しいセルを作るときは、ノートのすぐ上に並ぶ絵の、左から2つめの `＋` を押します。
# キーボードなら、`Esc` を押し、半角の `B` を押します。`Enter` を押すと書けます。
#
# `"q1"` は問1のことです。選んだものは、**すぐに記録されます**。閉じて開き直しても残っています。
# 開き直したときは、メニューの「実行」から「すべてのセルを実行」を選びます。前に選んだものが出ます。
#
# **選ぶ画面が出ないとき**
#
# 文字だけの表が出たときは、答えのセルに自分で書いても答えられます。
# たとえば `q1 = answered("q1")` の右側を消し、表の下に出る書き方の例のように書きます。
# 書いたら、そのセルを動かします。書いたものは、画面で選んだものより優先されます。
#
# まず、次の2つのセルを動かしてください。道具と、きょう使う図や表をそろえるセルです。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from dxlab import *

start()

# %% nbgrader={"grade": false, "grade_id": "prepare", "locked": true, "schema_version": 3, "solution": false, "task": false}
import io

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, Image, display
from openpyxl import load_workbook

tickets = load("counter_sample.csv")
called = pd.to_datetime(tickets["called_at"])
wait = (called - pd.to_datetime(tickets["issued_at"])).dt.total_seconds().dropna() / 60

fig, ax = plt.subplots(figsize=(7, 2.8))
ax.hist(wait.clip(upper=120), bins=range(0, 125, 5), color="#0072B2", edgecolor="white")
ax.set_xlabel("待ち時間（分）　右はしは120分以上")
ax.set_ylabel("人数（人）")
ax.set_title("窓口の待ち時間")
fig.tight_layout()
picture = io.BytesIO()
fig.savefig(picture, dpi=140)
plt.close(fig)
waiting_figure = Image(picture.getvalue(), retina=True, alt="待ち時間ごとの人数の棒グラフ。左に高い山があり、右に長い尾がのびる。")

sheet = load_workbook("data/messy_table.xlsx")["窓口"]
corners = {(m.min_row, m.min_col): m for m in sheet.merged_cells.ranges}
covered = {(r, c) for m in sheet.merged_cells.ranges for r in range(m.min_row, m.max_row + 1)
           for c in range(m.min_col, m.max_col + 1)} - set(corners)
coloured = [c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fill_type == "solid"]


def html_cell(cell):
    place = (cell.row, cell.column)
    if place in covered:
        return ""
    span = f' rowspan="{corners[place].max_row - cell.row + 1}"' if place in corners else ""
    paint = "background:#ff0;color:#000;" if cell.coordinate in coloured else ""
    text = "" if cell.value is None else cell.value
    return f'<td{span} style="border:1px solid #888;padding:2px 6px;white-space:pre;text-align:left;{paint}">{text}</td>'


table_rows = [f"<tr><th>{row[0].row}</th>{''.join(map(html_cell, row))}</tr>" for row in sheet.iter_rows()]
letters = "".join(f'<th style="text-align:left">{cell.column_letter}</th>' for cell in sheet[1])
messy_table = HTML(f"<table><tr><th></th>{letters}</tr>{''.join(table_rows)}</table>")
merged_text = "、".join(str(m) for m in sheet.merged_cells.ranges) or "なし"
coloured_text = "、".join(coloured) or "なし"
print("図と表を用意しました。")

# %% [markdown]
# | 用事 | 問題 | めやす |
# |---|---|---|
# | 1 これはDXですか | 問1 | 15分 |
# | 2 どれくらい待ちますか | 問2 | 15分 |
# | 3 集計できない表 | 問3・問4 | 25分 |
# | 4 入れてよい情報か | 問5・問6 | 20分 |
# | 5 自分の机で1分を生む | 問7・記述 | 25分 |
#
# > **実際のまちでも** 金沢市では、管理職を含む約2,000人の職員が同じ研修を受ける計画です。
# > <br>出典: 企画資料 000、001（資料番号 F-02）
#
# ---
# # 1. これはDXですか
#
# 係長から、8枚のカードが届きました。「DXの例を広報に載せたい。どれがDXかな」
#
# 「**DX**」は、デジタルの道具を使って、住民の体験や仕事の流れそのものを良く変えることです。
# 「**デジタル化**」は、紙などをデジタルに変えただけで、流れが前と同じものです。
#
# | 見るところ | DX | デジタル化 | どちらでもない |
# |---|---|---|---|
# | デジタルの道具や記録を使ったか | 使った | 使った | 使っていない |
# | 流れや体験が変わったか | 変わった | 変わっていない | どちらでもよい |
#
# **例**: 紙の案内をPDF（紙の見た目のままのファイル）にしました。読む人のすることは前と同じです。だから「デジタル化」です。
# 予約のしかたを見直して、待つ列がなくなりました。住民の体験が変わりました。だから「DX」です。
#
# ## 問1　カードの仕分け［6点］
#
# 8枚のカードを「DX」「デジタル化」「どちらでもない」に分けてください。1枚ごとに0.75点です。
# 全部を同じ仲間にすると、点は付きません。

# %% nbgrader={"grade": false, "grade_id": "q1_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q1")

# %% [markdown]
# 次のセルは、選んだものを受け取るセルです。画面で選んだら、このセルと、その下の `check` のセルを動かします。

# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q1 = answered("q1")

### BEGIN SOLUTION
import csv

DX_WORDS = ("家で入力", "そのまま台帳", "1か所の窓口", "24時間", "だれでも見られる", "2日を住民", "庁内で確かめ", "みんなで使う")
DIGITAL_WORDS = ("PDFにして", "印刷して", "タブレット", "打ち直した", "回覧を紙から", "読み取り機", "写真を撮って", "アンケート")
with open("data/dx_cards.csv", encoding="utf-8") as file:
    cards = {row["id"]: row["text"] for row in csv.DictReader(file)}
q1 = {
    name: "DX" if any(w in text for w in DX_WORDS) else "デジタル化" if any(w in text for w in DIGITAL_WORDS) else "どちらでもない"
    for name, text in cards.items()
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# ---
# # 2. どれくらい待ちますか
#
# > 窓口で、小さな子を連れた人が聞きました。「きょうは、どれくらい待ちますか」
# > 渚さんの手元には、混んだ週の番号札の記録があります。
#
# | 言葉 | 意味 |
# |---|---|
# | **平均** | 全部を足して、人数で割った数 |
# | **中央値** | 短い順に並べたときの、真ん中の人の数。半分の人が、この時間までに呼ばれる |
# | **10人中9人の時間** | 10人のうち9人が、この時間までに呼ばれる。「90パーセント点」とも呼ぶ |
#
# **例**: 5人の待ち時間が 2、3、4、5、86分でした。平均は (2+3+4+5+86) ÷ 5 = 20分です。
# でも、20分も待った人は1人しかいません。中央値は真ん中の4分です。長い1人が、平均を引き上げました。
#
# 次のセルを動かすと、図と3つの数が出ます。図は棒が人数を表し、左に高い山、右に長い尾があります。

# %% nbgrader={"grade": false, "grade_id": "look_waits", "locked": true, "schema_version": 3, "solution": false, "task": false}
display(waiting_figure)
print(f"平均: {wait.mean():.1f}分")
print(f"中央値: {wait.median():.1f}分")
print(f"10人中9人の時間: {wait.quantile(0.9):.1f}分")
print(f"図の説明: 呼ばれた{len(wait):,}人のうち、20分以内が{(wait <= 20).mean():.0%}、60分をこえた人が{(wait > 60).mean():.0%}です。")

# %% [markdown]
# ## 問2　お客さまへの答え［6点］
#
# 聞かれた人に伝えるなら、どの数がよいでしょうか。使う数を1つ選び、その数を**5分きざみ**に丸めて入れてください。
# たとえば12.4分なら、いちばん近い5分きざみは10分です。13分なら15分です。単位は分のままにします。

# %% nbgrader={"grade": false, "grade_id": "q2_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q2")

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q2 = answered("q2")

### BEGIN SOLUTION
q2 = {"label": "中央値", "minutes": int(5 * round(float(wait.median()) / 5))}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% [markdown]
# ---
# # 3. 集計できない表
#
# > 支所から、窓口の記録がExcel（表計算ソフト）で届きました。人が見れば読めます。
# > でも、集計しようとすると、うまくいきません。
#
# 国は、行政の表を機械で読めるようにする29の決まりを作りました。
# <br>出典: GitHub digital-go-jp/machine_readability_rule（PDL 1.0）をもとに作成（資料番号 E-01）
#
# ここでは、そのうち12の決まりを、やさしい言葉で使います。
#
# **例**: 「待ち時間」の列に「12分」「約20」と書いてあります。
# 人は読めますが、機械は文字だと思い、平均を出せません。これは「数のマスに文字がまざっている」です。
#
# 次のセルで表を見てください。左の番号が行、上の英字が列です。
# 表の下に、色や結合を言葉でも書きます。Excelで開きたい人は、`data` フォルダの `messy_table.xlsx` を開きます。

# %% nbgrader={"grade": false, "grade_id": "look_table", "locked": true, "schema_version": 3, "solution": false, "task": false}
display(messy_table)
print("結合したマス:", merged_text)
print("黄色のマス:", coloured_text)
for row in sheet.iter_rows():
    filled = [f"{cell.coordinate}={cell.value}" for cell in row if cell.value is not None]
    print(" ｜ ".join(filled))

# %% [markdown]
# ## 問3　破られている決まり［8点］
#
# この表が破っている決まりを、すべて選んでください。いくつあるかは書きません。
# 当たると点が増え、破られていないものを選ぶと、その分だけ減ります。0点より下にはなりません。

# %% nbgrader={"grade": false, "grade_id": "q3_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q3")

# %% nbgrader={"grade": false, "grade_id": "q3_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q3 = answered("q3")

### BEGIN SOLUTION
body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=12, max_col=8)]
head = [cell.value for cell in sheet[1]][:8]
column = {name: [row[i] for row in body] for i, name in enumerate("ABCDEFGH")}
broken = {
    "L1-02": sheet["A15"].value is not None,
    "L1-04": sheet["J3"].value is not None,
    "L1-06": any("　" in name for name in column["A"]),
    "L1-07": any("、" in name for name in column["C"]),
    "L1-11": bool(coloured),
    "L1-12": bool(sheet.merged_cells.ranges),
    "L2-01": any(isinstance(value, str) for value in column["D"]),
    "L2-02": None in column["B"],
    "L2-03": len(set(head)) < 8,
    "L2-04": len(set(column["G"])) > 2,
    "L3-04": "待ち時間" in head,
    "L3-05": any(value and not value.startswith("2026-") for value in column["B"]),
}
q3 = [rule for rule, is_broken in broken.items() if is_broken]
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q3", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
check("q3")

# %% [markdown]
# もっと知りたいとき: [1行1件・1セル1データ](tips/10-one-row-one-case.md)、[結合の代わりに「選択範囲内で中央」](tips/11-center-across.md)、[入力規則で選択肢をそろえる](tips/12-choices.md)
#
# ## 3.2 消えるゼロ
#
# CSV（文字を「,」で区切っただけの表のファイル）を表計算ソフトで開くと、数に見えるものは数に変わります。
# 足したり比べたりしない番号は、数ではなく**文字**です。番号が数に変わると、形が変わることがあります。
#
# **例**: 電話の内線 `0051` は、数として開くと `51` になります。
# 部屋の番号 `3-201` は、間に `-` があるので数として読めません。`3-201` のままです。
#
# 次のセルを動かすと、問題の2つの番号が出ます。

# %% nbgrader={"grade": false, "grade_id": "look_codes", "locked": true, "schema_version": 3, "solution": false, "task": false}
for _, row in load("codes.csv").iterrows():
    print({"code": "市区町村の番号", "postal": "郵便番号"}[row["id"]], row["text"])

# %% [markdown]
# ## 問4　開いたらどう見えるか［4点］
#
# 2つの番号を、どちらも「数として開く」とします。開いたあとの見え方を入れてください。
# 数として読めないものは、書いたままの形で残ります。2つ目だけ合っていても、点は付きません。

# %% nbgrader={"grade": false, "grade_id": "q4_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q4")

# %% nbgrader={"grade": false, "grade_id": "q4_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q4 = answered("q4")

### BEGIN SOLUTION
codes = load("codes.csv").set_index("id")["text"]
q4 = {"code": str(int(codes["code"])), "postal": codes["postal"]}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q4", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check("q4")

# %% [markdown]
# もっと知りたいとき: [CSVを開く正しい手順](tips/15-open-csv.md)、[XLOOKUPと先頭ゼロ](tips/13-xlookup-zeros.md)
#
# ---
# # 4. 入れてよい情報か
#
# > 「議事録を、外の生成AIに要約してもらおうかな」と同僚が言いました。
# > 渚さんは、机のルールカードを見直します。
#
# 「**生成AI**」は、頼まれた文や絵を作るコンピューターのしくみです。「**庁外の**」は、市の外の会社が動かしているという意味です。
#
# > **この実習のルールカード**
# >
# > 1. だれのことか分かる情報は、入れない。名前を消しても、ほかと照らして分かるものは同じ。
# > 2. 迷ったら入れない。係で相談する。
# > 3. 公表ずみか一般的なことで、だれのことでもない情報だけ、入れてよい。
#
# 「**個人情報**」は、だれのことか分かる情報です。
# 「**要配慮個人情報**」は、その中でも、病気、障害、罪の経歴など、特に注意がいる情報です。
#
# **例**: 「氏名を消した、102歳の人の記録」。その地区に102歳が1人なら、だれか分かります。だから個人情報です。
#
# あなたの職場の決まりが、このカードとちがうことがあります。仕事では、職場の決まりを確かめてください。
#
# ## 問5　10枚の情報［6点］
#
# 10枚の情報を、3つの仲間に分けてください。そのあと、庁外の生成AIに入れてよいかを選びます。
# 人によって考えが分かれるカードが2枚あり、点には入れません。残りの8枚で採点します。

# %% nbgrader={"grade": false, "grade_id": "q5_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q5")

# %% nbgrader={"grade": false, "grade_id": "q5_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q5 = answered("q5")

### BEGIN SOLUTION
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
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q5", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q5")

# %% [markdown]
# もっと知りたいとき: [生成AIに聞く前の3つの確認](tips/24-before-asking-ai.md)
#
# ## 4.2 3通のメール
#
# 渚さんに、3通のメールが届きました。
#
# | 差出人 | 件名 | 中身 |
# |---|---|---|
# | 情報政策課 灯 | 【周知】研修室の変更 | 「第2研修室に変わりました」。庁内の掲示板にも同じ知らせがある |
# | 総務課 轟 | 日報の様式 | 「来月から使う様式です」。前に電話で聞いていた添付ファイル |
# | 宅配の会社を名のる人 | 【至急】荷物を確認してください | 添付を開くように急がせる。覚えのない荷物 |
#
# 3通目は、覚えがないのに急がせるメールです。こうしたものを「**不審なメール**」といいます。
# 渚さんは、うっかり3通目の添付ファイルを開いてしまいました。
#
# **例**: 給湯室でなべが焦げたら、「火を止める → 人に知らせる」の順です。原因を調べるのは、そのあとです。
# パソコンでも同じです。まず広がるのを止め、知らせます。
#
# ## 問6　開いたあとの順番［4点］
#
# 6枚のカードから4枚を選び、正しい順番に並べてください。使わないカードが2枚あります。

# %% nbgrader={"grade": false, "grade_id": "q6_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q6")

# %% nbgrader={"grade": false, "grade_id": "q6_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q6 = answered("q6")

### BEGIN SOLUTION
import csv

with open("data/mail_steps.csv", encoding="utf-8") as file:
    letters_of = {row["text"][:2]: row["id"] for row in csv.DictReader(file)}
q6 = [letters_of[start] for start in ("通信", "情報", "いつ", "指示")]
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q6", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check("q6")

# %% [markdown]
# もっと知りたいとき: [パスワードと多要素認証](tips/23-passwords.md)
#
# ---
# # 5. 自分の机で1分を生む
#
# > **実際のまちでも** 金沢市の「効率アップテキスト」は、仕事を早くするこつを集めた冊子です。
# > 8割の職員が「一番役に立った」と答えました。
# > <br>出典: 企画資料 000（資料番号 F-08）
#
# 小さなこつでも、毎日使うと1年では大きくなります。次のセルは、1年の時間を計算する道具です。
#
# **例**: 前が平均40秒、後が平均25秒、1日に12回使うとします。
# (40 − 25) × 12 × 240 ÷ 3600 = 12時間です。240は1年に働く日、3600は1時間の秒数です。

# %% nbgrader={"grade": false, "grade_id": "tool_hours", "locked": true, "schema_version": 3, "solution": false, "task": false}
def yearly_hours(before_s, after_s, per_day, days=240):
    """前と後の秒数（5回ずつ）と1日の回数から、1年に短くなる時間を出す。"""
    saved = sum(before_s) / len(before_s) - sum(after_s) / len(after_s)
    return round(saved * per_day * days / 3600, 1)


print("例の答え:", yearly_hours([38, 42, 40, 41, 39], [25, 24, 26, 25, 25], 12), "時間")

# %% [markdown]
# ## 問7　1年に何時間［6点］
#
# 1. 画面の一覧から、わざを1つ選びます。
# 2. いつもの作業を、いつものやり方で5回行い、秒数を測ります。時計でかまいません。
# 3. 選んだわざを使って、同じ作業を5回行い、秒数を測ります。
# 4. 秒数と1日の回数を、画面に入れます。
# 5. 計算のセルを動かし、出た数を「1年の時間」に入れます。電卓で計算してもかまいません。
# 6. どの作業で使うかを、1文で書きます。名前や住所など、人が分かることは書きません。
#
# わざのやり方は、題をクリックすると開きます。
#
# - [コピー・貼り付け・元に戻す](tips/01-copy-paste-undo.md)
# - [画面を左右に並べる・切り替える](tips/02-two-windows.md)
# - [クリップボード履歴](tips/03-clipboard-history.md)
# - [検索はどこでもCtrl+F](tips/04-find-anywhere.md)
# - [単語登録で定型文](tips/07-word-registration.md)
# - [ファイル名の付け方](tips/05-file-names.md)
# - [表はテーブルにする](tips/09-excel-table.md)
#
# 短くならなかったときは、別のわざで測り直してください。「ひとこと」がないと、点は4分の3です。

# %% nbgrader={"grade": false, "grade_id": "q7_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q7")

# %% [markdown]
# 計算のセルです。秒数と回数を入れてから動かしてください。
# 画面を使わない人は、上の例のとおりに電卓で計算します。

# %% nbgrader={"grade": false, "grade_id": "q7_hours", "locked": true, "schema_version": 3, "solution": false, "task": false}
measured = answered("q7")
if isinstance(measured, dict) and {"before", "after", "per_day"} <= set(measured):
    print("1年の時間:", yearly_hours(measured["before"], measured["after"], measured["per_day"]), "時間")
else:
    print("秒数と回数を入れてから、もう一度動かしてください。")

# %% nbgrader={"grade": false, "grade_id": "q7_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q7 = answered("q7")

### BEGIN SOLUTION
q7 = {
    "page": "よく使う文を単語登録する",
    "before": [21, 19, 20, 22, 18],
    "after": [8, 7, 9, 8, 8],
    "per_day": 10,
    "hours": yearly_hours([21, 19, 20, 22, 18], [8, 7, 9, 8, 8], 10),
    "sentence": "住所変更の案内メールの、書き出しの文で使います。",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q7", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q7")

# %% [markdown]
# ## 記述　明日の一歩［10点］
#
# 明日から始めることを、100字から200字で書いてください。次の4つを入れます。
#
# - **何を**するか
# - **いつ**するか
# - **だれ**が楽になるか
# - うまくいったと、**どうやって分かる**か
#
# **例**: 「月曜の朝、申請書の日付の列を 2026-04-01 の形にそろえます。集計する山路さんの手直しが減るはずです。
# 手直しの件数を2週間数え、先月の20件と比べます。書き方が定着するかは、まだ分かりません。」
#
# 次のセルに書きます。セルをダブルクリックするか、選んで `Enter` を押すと、書けるようになります。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 10, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# 毎朝の会議の前に、よく使う案内文を5つ単語登録します。来週の月曜に30分で済ませます。
# 問い合わせに返事をする市民課の6人が楽になります。返事1通の時間を5回測り、いまの平均90秒が60秒になれば成功です。
# ほかの課でも同じかは、まだ分かりません。
# ### END SOLUTION

# %% [markdown]
# ---
# # 確認テスト［5点］
#
# 5つの問題に答えます。この5点は、50点とは別に数えます。3問以上の正解で「受講済」です。
# 先に練習問題があります。練習問題は、選ぶとすぐに説明が出ます。
# 本文を見ながら答えてかまいません。

# %% nbgrader={"grade": false, "grade_id": "quiz_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
quiz()

# %% nbgrader={"grade": true, "grade_id": "quiz", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("quiz")

# %% [markdown]
# 次のセルを動かすと、どの問題まで進んだかが出ます。

# %% nbgrader={"grade": false, "grade_id": "look_progress", "locked": true, "schema_version": 3, "solution": false, "task": false}
progress()

# %% [markdown]
# ---
# # 明日から使う
#
# **効率アップの24のわざ**　1つだけ、明日試してみてください。
#
# | 場面 | わざ |
# |---|---|
# | キーボード | コピー・貼り付け・元に戻す、画面を並べる、前にコピーしたものを選ぶ、文字をさがす、画面を写す |
# | ファイル | 名前の付け方、フォルダを3階層まで、単語登録、PDFをまとめる前に |
# | 表 | 表に変える、1行1件、結合のかわりの中央寄せ、選択肢をそろえる、先頭のゼロ、集計を3分で、CSVの開き方、西暦と和暦、抜けを色で見つける |
# | 連絡 | 差し込み印刷の前の3点、件名と3行のまとめ、25分の会議、チャットで聞く |
# | 守る | パスワードと多要素認証（2つ以上の方法で本人か確かめること）、生成AIに聞く前の3つの確認 |
#
# **表の12の決まりカード**　表を人に渡す前に、上から見ます。
#
# 1. 1シートに1つの表
# 2. 表の外にメモを書かない
# 3. 空白で幅をそろえない
# 4. 1マスに1つのこと
# 5. 色だけで表さない
# 6. マスを結合しない
# 7. 数のマスに文字を入れない
# 8. 上と同じでも省かない
# 9. 列の名前を重ねない
# 10. 同じ意味は同じ言葉
# 11. 単位を書く
# 12. 日付の書き方をそろえる
#
# **不審なメールの4段カード**　机にはっておきます。
#
# > **切る → 報告する → 記録する → 指示を待つ**
# >
# > 調べるのも消すのも、あとです。早く知らせた人を、責めません。
#
# おつかれさまでした。最後に、メニューの「カーネル」から「カーネルを再起動 と すべてのセルを実行…」を選びます。
# 止まらずに動いたら、`Ctrl` と `S` で保存します。
# 研修で学んでいる人は、講師の案内のとおりに提出してください。
# 一人で学んでいる人は、「コース案内」の「全部の採点を受けたいとき」に進みます。
