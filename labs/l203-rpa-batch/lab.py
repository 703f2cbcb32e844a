# %% [markdown]
# # 定型作業の自動化
#
# **潮見野市 DXラボ ／ リーダー研修 第2期 ／ 約8時間**
#
# > 毎月のはじめ、総務課の轟さんは2日間、同じことをくり返します。
# > 各係から届く68の報告を開き、数字を写し、終わったファイルを「済」のフォルダに移します。
# > 先月は、ある係の数字を2回足してしまい、上司に頭を下げました。
# >
# > 「これ、**機械にまかせられませんか**」。轟さんが、あなたに相談しています。
# > 練習では、68のうちの24の係の分を使います。
#
# 決まった手順の作業を、人の代わりに機械がすることを「**自動化**」といいます。
# パソコンの決まった作業を自動でさせる道具が「**RPA**」です。
# この実習では、道具の商品名ではなく、**どの道具でも同じように要る考え方**を身につけます。
# 市もデータも、研修のための架空のものです。
#
# **終わると、できるようになること**
#
# 1. たくさんのファイルを、1つ失敗しても止まらずに集められる。
# 2. 2つの一覧を突き合わせ、1行も失わずに仕分けられる。
# 3. 通知を差し込みで作り、ほかの人の情報が混ざっていないかを確かめられる。
# 4. とちゅうで電源が切れても、やり直せるしくみを作れる。
# 5. 自動化して得かどうかを計算し、引き継ぐ手順書を書ける。
#
# **進め方** 各問題は「読む → 例を動かす → 空らん `____` を埋める → 確かめる」の順です。
# 空らんのない行は、そのまま使えます。全部を読めなくても大丈夫です。
#
# | したいこと | やり方 |
# |---|---|
# | セルを動かす | `Shift` キーを押しながら `Enter` キーを押す |
# | 答えを確かめる | `check("q1")` のセルを動かす |
# | ヒントを見る | 新しいセルに `hint("q1")` と書いて動かす。点は減りません |
# | はじめの状態に戻す | 答えのセルの中を消し、`reset("q1")` とだけ書いて動かす |
#
# 時間をおいて開き直したら、続きをするセルをクリックします。
# メニューの「実行」から「選択したセルの上にあるすべてを実行」を選んでください。
#
# まず、道具をそろえるセルを動かします。最後の `unpack` は、配られた箱 `inbox.zip` を開ける関数です。
# 「**関数**」は、手順に名前を付けたものです。`def` で始まります。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import hashlib
import os
import shutil
import time
import unicodedata
import zipfile
from datetime import date, timedelta
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

from dxlab import *

start()


def unpack(name):
    """練習用の受け箱を、届いたままの姿で用意する"""
    place = Path("work") / name
    shutil.rmtree(place, ignore_errors=True)
    with zipfile.ZipFile("data/inbox.zip") as packed:
        packed.extractall(place)
    return place / "inbox"


inbox = unpack("first")
print(len(list(inbox.iterdir())), "個のファイルが届いています")

# %% [markdown]
# | 部 | 中身 | 問題 | めやす |
# |---|---|---|---|
# | 0 | 自動化に向く仕事 | － | 30分 |
# | 1 | ファイルを集める | 問1 | 70分 |
# | 2 | 2つの一覧を突き合わせる | 問2 | 70分 |
# | 3 | 和暦で書く | 問3 | 30分 |
# | 4 | 通知を差し込む | 問4 | 60分 |
# | 5 | 期限の日を求める | 問5 | 40分 |
# | 6 | 受け箱を見張る | 問6 | 90分 |
# | 7 | 試し運転をする | 問7 | 30分 |
# | 8 | 得かどうかを計算し、引き継ぐ | 問8・記述 | 60分 |
#
# 一度に終えなくて大丈夫です。区切りには「できましたか」があります。
#
# ---
# # 0. 自動化に向く仕事
#
# 何でも機械にまかせると、かえって手間が増えます。**向く仕事と、向かない仕事**があります。
#
# | くらべるところ | 向く仕事 | 向かない仕事 |
# |---|---|---|
# | 回数 | 毎日・毎月、たくさんある | 年に2回だけ |
# | 手順 | 紙に書けば、だれでも同じになる | 人が事情を聞いて決める |
# | 入力 | 形の決まったファイル | 手書きや、電話の声 |
# | 変化 | 画面や様式があまり変わらない | 毎月のように変わる |
# | まちがい | 見つけて直せる | 1回でも取り返しがつかない |
#
# 轟さんの集計は、回数が多く、手順と入力が決まっています。向いている仕事です。
#
# > **よその市では** 金沢市は、避難の手助けが要る人の名簿作りを自動にして、約5,000時間を減らしました。
# > 2022年度には、100を超える業務に広げています。
# > <br>出典: 月刊事業構想 projectdesign 0bd02567（資料番号 E-16）
# >
# > 北見市は、自動化の道具を「向いている仕事」に使っています。
# > <br>出典: 企画資料 002（資料番号 F-16）
# >
# > 2024年の時点で、RPAを使う割合は都道府県96%、指定都市100%、その他の市区町村43%です。
# > <br>出典: scinex 2026-01-30（総務省調査）（資料番号 E-15）
#
# 届いた箱の中を見てみます。左のファイルの一覧で `work` のフォルダを開くと、実物も見られます。
# `iterdir()` はフォルダの中身を1つずつ取り出し、`sorted( )` は名前の順に並べます。
# `stat().st_size` は、ファイルの大きさです。

# %% nbgrader={"grade": false, "grade_id": "look_inbox", "locked": true, "schema_version": 3, "solution": false, "task": false}
for path in sorted(inbox.iterdir()):
    print(f"{path.stat().st_size:6d} バイト  {path.name}")

# %% [markdown]
# 「**バイト**」は、大きさの単位です。半角の文字1つが1バイトです。
#
# よく見ると、困ったファイルが混ざっています。
#
# - `~$` で始まるもの: Excelで開いている間だけできる、**一時ファイル**です。中身は報告ではありません。
# - `.` で始まるもの: ふだんは見えない、**かくしファイル**です。
# - `コピー` の付いたもの: 同じ報告かもしれませんし、直したあとかもしれません。
# - `pass_` で始まるもの: 名前は変ですが、開いてみないとわかりません。
#
# 名前で決めつけず、**中身で決めます**。名前の付け方の約束は、別のページにまとめました。
#
# - [ファイル名の付け方](tips/05-file-names.md)
# - [フォルダを3階層までに](tips/06-three-folders.md)
#
# **できましたか**
#
# - [ ] 自分の課の仕事を、向く・向かないの表で1つ判定した
# - [ ] 一時ファイルが何かを言える
#
# ---
# # 1. ファイルを集める
#
# ## 例: 報告を1つ読む
#
# 報告には、Excelのファイルと、CSVのファイルがあります。CSVの文字コードも、2種類あります。
# 読み方はL201で学びました。ここでは、次の `read_report` をそのまま使います。
#
# - 列の順番がちがっても、`COLUMNS` の順にそろえます。
# - 課コードは文字のまま、件数と時間は数に直します。
# - **読めないときは、エラーになります。** どう続けるかは、使う人が決めます。
#
# `inbox / "a.csv"` のように `/` でつなぐと、「`inbox` の中の `a.csv`」という場所になります。

# %% nbgrader={"grade": false, "grade_id": "read_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
COLUMNS = ["年月", "課コード", "課名", "件数", "時間"]


def stop(message):
    """説明を出して止まる"""
    raise ValueError(message)


def read_csv_report(path):
    for name in ["utf-8-sig", "cp932"]:
        try:
            return pd.read_csv(path, encoding=name, dtype=str)
        except UnicodeDecodeError:
            continue  # 次の文字コードを試す
    stop("文字コードがわかりません")


def read_report(path):
    """報告を1つ読む。読めないときは、エラーになる"""
    path = Path(path)
    if path.suffix == ".xlsx":
        table = pd.read_excel(path, dtype=str)
    else:
        table = read_csv_report(path)
    return table[COLUMNS].astype({"件数": int, "時間": float})


read_report(inbox / "報告_002_202606.xlsx")

# %% [markdown]
# [CSVを開く正しい手順](tips/15-open-csv.md)も、手元に置いておくと便利です。
#
# ## 例: 失敗しても止まらない
#
# `try:` の下で失敗すると、`except Exception:` の下に進みます。`continue` は「残りをとばして次へ進む」です。
# **`try` は、1つのファイルごとに書きます。** 全体を1つの `try` で囲むと、最初の失敗で残りを全部捨ててしまいます。

# %% nbgrader={"grade": false, "grade_id": "example_try", "locked": true, "schema_version": 3, "solution": false, "task": false}
good, bad = [], []
for path in sorted(inbox.glob("報告_02*")):  # 名前が 報告_02 で始まるもの
    try:
        report = read_report(path)
    except Exception:
        bad.append(path.name)
        continue
    good.append(path.name)
print("読めた:", good)
print("読めない:", bad)

# %% [markdown]
# 読めた数と読めない数を足すと、いつも全部の数になる。これが大切です。
# 黙ってとばすと、**足りないことに、だれも気づけません**。
#
# ## 例: 中身の指紋
#
# ファイルの中身から計算した、長い文字の並びを「**ハッシュ**」といいます。ここでは「**中身の指紋**」と呼びます。
#
# - 中身が1文字でもちがえば、指紋もちがいます。
# - 名前を変えても、指紋は同じです。
#
# だから、同じ中身かどうかは、名前ではなく指紋で比べます。

# %% nbgrader={"grade": false, "grade_id": "fingerprint_tool", "locked": true, "schema_version": 3, "solution": false, "task": false}
def fingerprint(path):
    """中身の指紋"""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


for copy in inbox.glob("コピー*"):
    for path in [copy, inbox / copy.name.replace("コピー", "")]:
        print(fingerprint(path)[:12], path.name)  # 長いので、はじめの12文字だけ

# %% [markdown]
# ## 例: 集まりの中にあるか
#
# `値 in 集まり` は、集まりの中に値があれば `True`（はい）、なければ `False`（いいえ）です。
# `{ }` で囲むと集まりになります。`set( )` は、リストや列を集まりに直し、同じ値を1つにします。
# `!=` は「等しくない」です。`append( )` は、リストの後ろに1つ足します。

# %% nbgrader={"grade": false, "grade_id": "example_in", "locked": true, "schema_version": 3, "solution": false, "task": false}
seen = {"b2f9": "a.csv"}  # 指紋: ファイルの名前
print("b2f9" in seen, "77c0" in seen)
print("~$報告.xlsx".startswith(("~$", ".")), "報告.xlsx".startswith(("~$", ".")))
print(set(["2026-06", "2026-06"]) != {"2026-06"}, set(["2026-05"]) != {"2026-06"})
found = []
found.append(("a.csv", "読めない"))  # 名前と理由の組を1つ足す
print(found)

# %% [markdown]
# ## 問1 報告を集める［14点］
#
# `collect(folder, ym)` を完成させてください。`ym` は `2026-06` のような、集めたい年月です。
# 答えは「集めた表と、問題のリスト」の組です。問題は `(ファイルの名前, 理由)` の形で並べます。
#
# | ファイル | すること |
# |---|---|
# | `~$` か `.` で始まる | 見ない。問題にも入れない |
# | もう見た中身と同じ | 数えない。問題に入れる |
# | 読めない、列が足りない | 数えない。問題に入れる |
# | 年月がちがう | 数えない。問題に入れる |
# | ほか | 表に足す |
#
# - 1つ読めなくても、残りを集めます。
# - 集めた表の列は `COLUMNS` です。報告がなければ、列だけの表になります。
#
# 空らんは4つです。`path.name` はファイルの名前です。
# `seen` には、例と同じように「指紋: ファイルの名前」が入っています。

# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def collect(folder, ym):
    rows, issues, seen = [], [], {}
    for path in sorted(Path(folder).iterdir()):
        if ____:  # 一時ファイルと、かくしファイル
            continue
        mark = fingerprint(path)
        if ____:  # この指紋を、もう見た
            issues.append((path.name, "同じ中身: " + seen[mark]))
            continue
        seen[mark] = path.name
        try:
            report = read_report(path)
        except Exception:
            issues.append((path.name, "読めない"))
            continue
        if set(report["年月"]) != ____:  # 集めたい年月だけの集まり
            issues.append(____)  # 名前と理由の組
            continue
        rows += report.to_dict("records")
    return pd.DataFrame(rows, columns=COLUMNS), issues


### BEGIN SOLUTION
def collect(folder, ym):
    rows, issues, seen = [], [], {}
    for path in sorted(Path(folder).iterdir()):
        if path.name.startswith(("~$", ".")):
            continue
        mark = fingerprint(path)
        if mark in seen:
            issues.append((path.name, "同じ中身: " + seen[mark]))
            continue
        seen[mark] = path.name
        try:
            report = read_report(path)
        except Exception:
            issues.append((path.name, "読めない"))
            continue
        if set(report["年月"]) != {ym}:
            issues.append((path.name, "年月がちがう"))
            continue
        rows += report.to_dict("records")
    return pd.DataFrame(rows, columns=COLUMNS), issues
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# 集めた結果を見てみます。人が確かめるのは、**問題のリストだけ**で済みます。

# %% nbgrader={"grade": false, "grade_id": "show_collected", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    reports, issues = collect(inbox, "2026-06")
    print("集めた報告:", len(reports), "、件数の合計:", reports["件数"].sum())
    for name, reason in issues:
        print("確かめてください:", name, "→", reason)
except Exception:
    print("問1ができると、ここに集めた結果が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 「黙ってとばす」ことの怖さを言える
# - [ ] 名前ではなく中身の指紋で比べる理由を言える
#
# ---
# # 2. 2つの一覧を突き合わせる
#
# 利用料の「申請」と「入金」があります。だれが納めていて、だれがまだかを調べます。
# 2つの一覧を、同じ番号どうしで並べて比べることを「**突き合わせ**」といいます。

# %% nbgrader={"grade": false, "grade_id": "load_payments", "locked": true, "schema_version": 3, "solution": false, "task": false}
applications = load("applications.csv")
payments = load("payments.csv")
print("申請", len(applications), "行、入金", len(payments), "行")
pd.concat([applications.head(4), payments.head(4)], axis=1)

# %% [markdown]
# `key` が、突き合わせに使う番号です。このような列を「**キー**」といいます。
# 入金の方は、銀行ごとに書き方がちがいます。半角のカナ、全角の数字、ひらがな、余分な空白があります。
#
# ## 例: キーの書き方をそろえる
#
# `NFKC` という約束でそろえると、半角のカナは全角に、全角の数字は半角になります。
# ひらがなは、`KATAKANA` の表でカタカナに直します。
# 名前には使えない直し方ですが、**番号をくらべるためだけ**なら使えます。元の列は残します。

# %% nbgrader={"grade": false, "grade_id": "key_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
KATAKANA = str.maketrans({chr(code): chr(code + 96) for code in range(ord("ぁ"), ord("ん") + 1)})

for text in ["ｱｶｻ-1234", "アカサ－１２３４", "あかさ-1234", " アカサ-1234　"]:
    half = unicodedata.normalize("NFKC", text)
    print(text, "→", "".join(half.split()).translate(KATAKANA))

# %% [markdown]
# `"".join(half.split())` は、空白で切り分けて、空白なしでつなぎ直す書き方です。
#
# ## 例: 結合のしかたで、見えるものがちがう
#
# 2つの表をキーでつなぐことを「**結合**」といいます。
# 両方にある行だけを残すのが「**内部結合**」（`inner`）、片方だけの行も残すのが「**外部結合**」（`outer`）です。

# %% nbgrader={"grade": false, "grade_id": "example_merge", "locked": true, "schema_version": 3, "solution": false, "task": false}
left = pd.DataFrame({"キー": ["ア", "イ", "ウ"], "申請": [300, 450, 300]})
right = pd.DataFrame({"キー": ["ア", "ウ", "エ"], "入金": [300, 400, 300]})
print("内部結合: ", list(left.merge(right, on="キー", how="inner")["キー"]))
left.merge(right, on="キー", how="outer", indicator=True)

# %% [markdown]
# 内部結合では、まだ納めていないイさんと、相手のわからない入金エが**消えました**。
# 外部結合で `indicator=True` と書くと、`_merge` という列が付きます。
#
# | `_merge` の値 | 意味 |
# |---|---|
# | `both` | 両方にある |
# | `left_only` | 左（はじめの表）だけにある |
# | `right_only` | 右（あとの表）だけにある |
#
# 気をつけることが、あと2つあります。
#
# **同じキーが2回ある** 左に2行、右に3行あれば、結合すると6行に増えます。
# だから、**重複しているキーの行は、先に分けておきます**。
#
# **小数の計算のごみ** 機械の小数には、次のような小さなずれが付くことがあります。
# 金額の差が1円未満なら、同じとみなします。

# %% nbgrader={"grade": false, "grade_id": "example_float", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(0.1 + 0.2, 0.1 + 0.2 == 0.3)
print(abs((0.1 + 0.2) - 0.3) < 1)
twice = pd.DataFrame({"キー": ["オ", "オ"]}).merge(pd.DataFrame({"キー": ["オ", "オ", "オ"]}), on="キー")
print("2行と3行を結合すると:", len(twice), "行")

# %% [markdown]
# ## 問2 突き合わせ［16点］
#
# `reconcile(a, b, key, amount)` を完成させてください。`key` と `amount` は、列の名前（文字）です。
# 答えは、次の5つの名前の付いた表の組です。**どちらの表のどの行も、どれか1つの表に1回だけ入ります。**
#
# | 名前 | 中身 |
# |---|---|
# | `matched` | 両方に1回ずつあり、金額の差が1円未満 |
# | `diff` | 両方に1回ずつあり、金額がちがう |
# | `only_a` | `a` だけにある |
# | `only_b` | `b` だけにある |
# | `dup` | どちらかで2回以上出てくるキーの行。両方の表から入れる |
#
# - キーは、書き方をそろえてから比べます。
# - 元の表の列は、答えの表にも残します。受け取った表は変えません。
# - 片方の表に1行もないときも動くようにします。
#
# 空らんは5つです。`repeated_keys(表)` は、その表で2回以上出てくるキーの集まりです。
# 2つの集まりは、`|` で合わせます。例は `{"ア"} | {"イ"}` です。
# `isin(集まり)` は「集まりの中にあるか」、`~` は「でない」、`&` は「どちらも成り立つ」です。

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def same_form(text):
    text = unicodedata.normalize(____, str(text))
    return "".join(text.split()).translate(KATAKANA)


def repeated_keys(table):
    return set(table.loc[table["照合"].duplicated(keep=False), "照合"])


def reconcile(a, b, key, amount):
    left = a.assign(照合=[same_form(text) for text in a[key]])  # 列を1つ足した写し
    right = b.assign(照合=[same_form(text) for text in b[key]])
    repeated = ____  # 左で重複しているキーと、右で重複しているキー
    dup = pd.concat([left[left["照合"].isin(repeated)], right[right["照合"].isin(repeated)]])
    left = left[~left["照合"].isin(repeated)]
    right = right[~right["照合"].isin(repeated)]
    both = left.merge(right, on="照合", how=____, indicator=____, suffixes=("_a", "_b"))
    gap = (both[amount + "_a"] - both[amount + "_b"]).abs()  # 金額の差。abs は符号を取る
    pair = both["_merge"] == "both"
    return {
        "matched": both[pair & ____],
        "diff": both[pair & (gap >= 1)],
        "only_a": both[both["_merge"] == "left_only"],
        "only_b": both[both["_merge"] == "right_only"],
        "dup": dup,
    }


### BEGIN SOLUTION
def same_form(text):
    text = unicodedata.normalize("NFKC", str(text))
    return "".join(text.split()).translate(KATAKANA)


def repeated_keys(table):
    return set(table.loc[table["照合"].duplicated(keep=False), "照合"])


def reconcile(a, b, key, amount):
    left = a.assign(照合=[same_form(text) for text in a[key]])
    right = b.assign(照合=[same_form(text) for text in b[key]])
    repeated = repeated_keys(left) | repeated_keys(right)
    dup = pd.concat([left[left["照合"].isin(repeated)], right[right["照合"].isin(repeated)]])
    left = left[~left["照合"].isin(repeated)]
    right = right[~right["照合"].isin(repeated)]
    both = left.merge(right, on="照合", how="outer", indicator=True, suffixes=("_a", "_b"))
    gap = (both[amount + "_a"] - both[amount + "_b"]).abs()
    pair = both["_merge"] == "both"
    return {
        "matched": both[pair & (gap < 1)],
        "diff": both[pair & (gap >= 1)],
        "only_a": both[both["_merge"] == "left_only"],
        "only_b": both[both["_merge"] == "right_only"],
        "dup": dup,
    }
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 16, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% [markdown]
# 合計が合うかを、いつも確かめます。下の2つの数が同じなら、1行も失っていません。

# %% nbgrader={"grade": false, "grade_id": "show_reconciled", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    groups = reconcile(applications, payments, "key", "amount")
    for name, table in groups.items():
        print(name, len(table), "行")
    pairs = len(groups["matched"]) + len(groups["diff"])
    rest_rows = len(groups["only_a"]) + len(groups["only_b"]) + len(groups["dup"])
    print("仕分けた行:", 2 * pairs + rest_rows, "、元の行:", len(applications) + len(payments))
except Exception:
    print("問2ができると、ここに仕分けた結果が出ます。")

# %% [markdown]
# 機械の仕事は、ここまでです。金額がちがう人や、重複している人に連絡するかは、**人が決めます**。
#
# **できましたか**
#
# - [ ] 内部結合で消える行を、例で言える
# - [ ] 重複を先に分ける理由を言える
#
# ---
# # 3. 和暦で書く
#
# 通知には、日付を和暦で書きます。元号は、始まった日で切り替わります。
#
# | 元号 | 始まった日 |
# |---|---|
# | 令和 | 2019年5月1日 |
# | 平成 | 1989年1月8日 |
# | 昭和 | 1926年12月25日 |
#
# ## 例: 日付をくらべる、0を付ける
#
# 日付は、そのまま大小をくらべられます。あとの日ほど大きくなります。
# `f"{数:02d}"` と書くと、2けたになるように、頭に0が付きます。

# %% nbgrader={"grade": false, "grade_id": "era_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
ERAS = [
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
]
print(date(2019, 4, 30) >= date(2019, 5, 1))
day = date(2026, 6, 5)
print(f"{day.month}月{day.day}日", f"{day.month:02d}月{day.day:02d}日")
print("令和", day.year - 2019 + 1, "年")

# %% [markdown]
# 最後の `+ 1` が大切です。始まりの年は0年ではなく、1年です。1年のことを「**元年**」と書きます。
#
# ## 問3 和暦に直す［6点］
#
# `wareki(d, style)` を完成させてください。`d` は日付（`date`）、`style` は書き方の名前です。
#
# | `style` | 2019年5月1日 | 2026年6月5日 |
# |---|---|---|
# | `"普通"` | 令和元年5月1日 | 令和8年6月5日 |
# | `"0埋め"` | 令和01年05月01日 | 令和08年06月05日 |
# | `"略記"` | R1.5.1 | R8.6.5 |
#
# `"元年"` と書くのは、`"普通"` のときだけです。昭和より前の日付は来ません。
# 空らんは4つです。`ERAS` は新しい元号から並んでいます。最初に合ったものが答えです。

# %% nbgrader={"grade": false, "grade_id": "q3_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def wareki(d, style):
    for name, letter, begin in ERAS:
        if ____:  # この元号が、もう始まっている
            year = ____  # 始まりの年を1年と数える
            if style == "略記":
                return f"{letter}{year}.{d.month}.{d.day}"
            if style == "0埋め":
                return ____
            shown = ____ if year == 1 else year
            return f"{name}{shown}年{d.month}月{d.day}日"


### BEGIN SOLUTION
def wareki(d, style):
    for name, letter, begin in ERAS:
        if d >= begin:
            year = d.year - begin.year + 1
            if style == "略記":
                return f"{letter}{year}.{d.month}.{d.day}"
            if style == "0埋め":
                return f"{name}{year:02d}年{d.month:02d}月{d.day:02d}日"
            shown = "元" if year == 1 else year
            return f"{name}{shown}年{d.month}月{d.day}日"
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q3", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q3")

# %% [markdown]
# Excelで同じことをしたいときは、[和暦と西暦をそろえる書式](tips/16-dates.md)を見てください。
#
# **できましたか**
#
# - [ ] 2019年4月30日と5月1日の元号を言える
#
# ---
# # 4. 通知を差し込む
#
# ひな形の目印に、1人ずつの値を入れて文書を作ることを「**差し込み**」といいます。
# 180人に、利用料の通知を送ります。まず、ひな形と一覧を開きます。
#
# 表は、全部の列を文字として読みます。空欄は、空の文字 `""` のままにします。
# `to_dict("records")` は、表を「1人が1つの辞書」のリストに直します。
# 「**辞書**」は `{"name": "灯台下　そら"}` のように、見出しと値を組にしたものです。

# %% nbgrader={"grade": false, "grade_id": "load_letters", "locked": true, "schema_version": 3, "solution": false, "task": false}
template = Path("data/template_notice.txt").read_text(encoding="utf-8")
people = pd.read_csv("data/recipients.csv", dtype=str, keep_default_na=False)
rows = people.to_dict("records")
print(template)
for name, value in rows[0].items():
    print(name, "→", value)

# %% [markdown]
# `{{name}}` のように、波かっこ2つで囲んだところが目印です。`title` は「様」か「御中」です。
#
# ## 例: 1人分を作る
#
# `replace("a", "b")` は、文字 a を b に置きかえます。
# `f"{数:,}"` は、3けたごとにコンマを付けます。

# %% nbgrader={"grade": false, "grade_id": "example_letter", "locked": true, "schema_version": 3, "solution": false, "task": false}
person = {"name": "見本　花子", "title": "様", "amount": "12000"}
text = "{{name}} {{title}}、{{amount}}円です。"
values = dict(person)  # この人だけの写し
values["amount"] = f"{int(person['amount']):,}"
for name, value in values.items():
    text = text.replace("{{" + name + "}}", value)
print(text)

# %% [markdown]
# こわいのは、**前の人の値が残る**ことです。1つの辞書を使い回すと、起こります。
# たとえば、住所の2行目がない人に、前の人の部屋番号が入ります。個人情報の漏えいです。
# 防ぐには、**1人ごとに新しい辞書を作ります**。そして、できた通知を検品します。
#
# 名前の `𠮷` は、ふだんの `吉` とは別の字です。文字コード `cp932` では書けません。
# 目印の置きかえだけなら、そのまま残ります。勝手に別の字に直してはいけません。
#
# ## 問4 通知を作る［14点］
#
# `render_letters(template, rows)` を完成させてください。
# 答えは「通知のリストと、作れなかった人のリスト」の組です。
#
# - 通知は `(通知番号, 文)` の形です。`rows` の順に並べます。通知番号は `id` です。
# - 作れなかった人は `(通知番号, 理由)` の形です。この人の通知は、作りません。
# - `REQUIRED` の値が空の人は、作れません。空白だけの値も、空とみなします。
# - ひな形の目印が残ったら、作れません。値のない目印があったということです。
# - `due` は問3の `wareki` で `"普通"` の形に、`amount` はコンマを付けた形にします。
# - `address2` は空でもかまいません。そのときは、空の行になります。
#
# 空らんは4つです。`strip()` は、前後の空白を取ります。
# `date.fromisoformat("2026-06-05")` は、文字を日付に直します。

# %% nbgrader={"grade": false, "grade_id": "q4_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
REQUIRED = ["name", "address1", "amount", "due"]


def render_letters(template, rows):
    letters, errors = [], []
    for row in rows:
        missing = [name for name in REQUIRED if ____]  # 値が空のもの
        if missing:
            errors.append((row["id"], "値がない: " + "、".join(missing)))
            continue
        values = ____  # この人だけの辞書
        values["due"] = wareki(____, "普通")
        values["amount"] = f"{int(row['amount']):,}"
        text = template
        for name, value in values.items():
            text = text.replace("{{" + name + "}}", value)
        if ____:  # 目印が残っている
            errors.append((row["id"], "目印が残っている"))
            continue
        letters.append((row["id"], text))
    return letters, errors


### BEGIN SOLUTION
REQUIRED = ["name", "address1", "amount", "due"]


def render_letters(template, rows):
    letters, errors = [], []
    for row in rows:
        missing = [name for name in REQUIRED if row[name].strip() == ""]
        if missing:
            errors.append((row["id"], "値がない: " + "、".join(missing)))
            continue
        values = dict(row)
        values["due"] = wareki(date.fromisoformat(row["due"]), "普通")
        values["amount"] = f"{int(row['amount']):,}"
        text = template
        for name, value in values.items():
            text = text.replace("{{" + name + "}}", value)
        if "{{" in text:
            errors.append((row["id"], "目印が残っている"))
            continue
        letters.append((row["id"], text))
    return letters, errors
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q4", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
check("q4")

# %% [markdown]
# **検品**も機械にさせます。次のセルは、どの通知にも、ほかの人の番号や住所が入っていないかを調べます。
# `inspect` は用意ずみの関数です。封をする前に、必ず動かします。

# %% nbgrader={"grade": false, "grade_id": "inspect_letters", "locked": true, "schema_version": 3, "solution": false, "task": false}
def inspect(letters, rows):
    """ほかの人の番号か住所が入った通知の番号"""
    marks = [(row["id"], value) for row in rows for value in [row["id"], row["address1"], row["address2"]]]
    return [
        number
        for number, text in letters
        if any(owner != number and value and value in text for owner, value in marks)
    ]


try:
    letters, errors = render_letters(template, rows)
    print("通知", len(letters), "通、作れなかった人", len(errors), "人")
    print("ほかの人の情報が入った通知:", inspect(letters, rows))
    print(letters[0][1])
except Exception:
    print("問4ができると、ここに1通目の通知が出ます。")

# %% [markdown]
# 人が確かめるときのこつは、[差し込み印刷の前に確認する3点](tips/18-mail-merge.md)にあります。
#
# **できましたか**
#
# - [ ] 前の人の値が残るのは、どんな書き方のときかを言える
# - [ ] 検品を機械と人の両方でする理由を言える
#
# ---
# # 5. 期限の日を求める
#
# 「通知の日から10開庁日以内」のような期限があります。市役所が開いている日を「**開庁日**」といいます。
# 期間を数えるとき、始まりの日を数えないことを「**初日不算入**」（しょにちふさんにゅう）といいます。
#
# 土日だけでなく、祝日、振替休日、年末年始も閉まります。自分で書いた規則は、まちがえやすいものです。
# だから、市の**暦の表**を使います。`is_open` が 1 の日が、開庁日です。

# %% nbgrader={"grade": false, "grade_id": "load_calendar", "locked": true, "schema_version": 3, "solution": false, "task": false}
calendar = load("calendar_r8.csv")
spring = calendar[calendar["date"].between("2026-04-28", "2026-05-08")]
spring[["date", "weekday", "is_open", "holiday_name"]]

# %% [markdown]
# 2026年5月6日は、曜日だけでは閉まるとわかりません。振替休日です。`NaN` は空欄の意味です。
#
# ## 例: 1日ずつ進む
#
# `while 条件:` は、条件が成り立つ間、下の行をくり返します。次の例は、3日分進みます。

# %% nbgrader={"grade": false, "grade_id": "example_while", "locked": true, "schema_version": 3, "solution": false, "task": false}
day = date(2026, 5, 1)
left = 3
while left > 0:
    day = day + timedelta(days=1)
    left = left - 1
print(day, day.isoformat() == "2026-05-04")

# %% [markdown]
# `isoformat()` は、日付を `2026-05-04` の形の文字に直します。暦の表の `date` の列と、くらべられます。
#
# ## 問5 開庁日で数えた期限［8点］
#
# `due_date(start, n, calendar, count_first=False)` を完成させてください。答えは日付（`date`）です。
#
# - `start` の次の日から、開庁日だけを数えます。`n` 番目の開庁日が答えです。`n` は1以上です。
# - `count_first=True` なら、`start` の日から数えます。`start` が閉まっていれば、数えません。
# - 暦の表にない日まで進んだら、`stop("…")` で説明を出して止まります。
#
# 空らんは4つです。`is_open` は「日付の文字: 1か0」の辞書です。

# %% nbgrader={"grade": false, "grade_id": "q5_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def due_date(start, n, calendar, count_first=False):
    is_open = dict(zip(calendar["date"], calendar["is_open"]))
    day = start if count_first else ____
    left = n
    while True:  # 答えが見つかるまでくり返す
        if ____ not in is_open:
            stop("暦の表にない日です。次の年度の暦を足してください。")
        if ____:  # 開庁日なら
            left = left - 1
        if left == 0:
            return day
        day = ____


### BEGIN SOLUTION
def due_date(start, n, calendar, count_first=False):
    is_open = dict(zip(calendar["date"], calendar["is_open"]))
    day = start if count_first else start + timedelta(days=1)
    left = n
    while True:
        if day.isoformat() not in is_open:
            stop("暦の表にない日です。次の年度の暦を足してください。")
        if is_open[day.isoformat()] == 1:
            left = left - 1
        if left == 0:
            return day
        day = day + timedelta(days=1)
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q5", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
check("q5")

# %% nbgrader={"grade": false, "grade_id": "show_due", "locked": true, "schema_version": 3, "solution": false, "task": false}
for first in [date(2026, 5, 1), date(2026, 9, 18), date(2026, 12, 25)]:
    try:
        print(first, "の3開庁日あとは", due_date(first, 3, calendar))
    except Exception:
        print(first, "の3開庁日あとは、問5ができると出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 初日不算入の意味を言える
# - [ ] 曜日だけで決めると外れる日を、1つ言える
#
# ---
# # 6. 受け箱を見張る
#
# いよいよ、轟さんの2日間の仕事です。報告が届いたら、次のようにします。
#
# | フォルダ | 中身 |
# |---|---|
# | 受け箱（`inbox`） | 届いたばかりの報告 |
# | 済（`done`） | 台帳に足し終わった報告 |
# | 確認（`error`） | 読めなかった報告と、その理由 |
# | 台帳（`ledger`） | 足し終わった報告の数字を並べたCSV |
#
# 機械は、とちゅうで止まることがあります。停電、パソコンの再起動、ネットワークの切断。
# 止まったあと、もう一度動かすと、どうなるでしょうか。先月の轟さんは、数字が2回入りました。
#
# **何回動かしても、1回動かしたときと同じ結果になる**。この性質を「**冪等性**」（べきとうせい）といいます。
# 自動化で、いちばん大切な性質です。3つの工夫で作ります。
#
# **工夫1 台帳に、中身の指紋を残す** 足す前に、指紋が台帳にあるかを見ます。あれば、足しません。
#
# **工夫2 別の名前で書いてから、名前を変える** 台帳に直接書くと、とちゅうで止まったとき、台帳が空になります。
# 下書きを書き終えてから、名前を変えます。名前を変えるのは一瞬で、「半分だけ」がありません。
#
# **工夫3 台帳が先、移すのは後** 逆にすると、間で止まったとき、台帳に足さないまま「済」に入ります。
#
# ## 例: 下書きから、名前を変える
#
# `os.replace(前の名前, 後の名前)` は、ファイルの名前を変えます。後の名前があれば、入れかわります。

# %% nbgrader={"grade": false, "grade_id": "example_replace", "locked": true, "schema_version": 3, "solution": false, "task": false}
desk = Path("work/example")
shutil.rmtree(desk, ignore_errors=True)
desk.mkdir(parents=True)
(desk / "memo.txt").write_text("古いメモ", encoding="utf-8")
(desk / "memo.txt.tmp").write_text("新しいメモ", encoding="utf-8")  # 下書き
os.replace(desk / "memo.txt.tmp", desk / "memo.txt")
print([path.name for path in desk.iterdir()], (desk / "memo.txt").read_text(encoding="utf-8"))

# %% [markdown]
# ## 例: 書きこみ中のファイル
#
# 大きなファイルは、届くまでに時間がかかります。とちゅうで開くと、半分だけ読んでしまいます。
# そこで、大きさを調べ、少し待って、もう一度調べます。**変わっていたら、次の回まで待ちます。**

# %% nbgrader={"grade": false, "grade_id": "example_growing", "locked": true, "schema_version": 3, "solution": false, "task": false}
growing = desk / "届きかけ.csv"
growing.write_text("年月,課コード", encoding="utf-8")
before = growing.stat().st_size
growing.write_text("年月,課コード,課名,件数,時間", encoding="utf-8")  # 続きが届いた
print("前:", before, "後:", growing.stat().st_size)

# %% [markdown]
# 次の5つは、用意ずみの道具です。
#
# - `read_ledger` は台帳を読みます。まだなければ、列だけの表です。
# - `as_lines` は、報告を台帳の行の形に直します。
# - `free_place` は、移した先でまだ使われていない名前を返します。**同じ名前の別の報告を、上書きしないため**です。
# - `rest` は1秒待ちます。`make_folders` は、フォルダがなければ作ります。

# %% nbgrader={"grade": false, "grade_id": "ledger_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
LEDGER = ["指紋", "ファイル", *COLUMNS]


def read_ledger(ledger):
    """台帳。まだなければ、列だけの表"""
    if not Path(ledger).exists():
        return pd.DataFrame(columns=LEDGER)
    return pd.read_csv(ledger, dtype=str, encoding="utf-8-sig")


def as_lines(report, path):
    """報告を、台帳の行の形に直す"""
    return report.assign(指紋=fingerprint(path), ファイル=Path(path).name)[LEDGER].astype(str)


def free_place(folder, name):
    """folder の中で、まだ使われていない名前。あれば 名前_2、名前_3 …"""
    place, number = Path(folder) / name, 2
    while place.exists():
        place = Path(folder) / f"{Path(name).stem}_{number}{Path(name).suffix}"
        number += 1
    return place


def rest():
    """少し待つ"""
    time.sleep(1)


def make_folders(*folders):
    for folder in folders:
        Path(folder).mkdir(parents=True, exist_ok=True)

# %% [markdown]
# ## 問6 受け箱を処理する［16点］
#
# 3つの関数を完成させてください。`look` が「することの計画」を立て、`process_inbox` が実行します。
# **決めることと、することを分ける**と、問7の試し運転がかんたんになります。
#
# | 計画の言葉 | どんなファイルか | すること |
# |---|---|---|
# | `足す` | はじめて見る、読める報告 | 台帳に足して、済へ移す |
# | `処理ずみ` | 同じ中身が、もう台帳にある | 台帳に足さず、済へ移す |
# | `書きこみ中` | 待つ間に大きさが変わった | 何もしない |
# | `読めない` | 開けない、列が足りない | 理由を書いて、確認へ移す |
#
# - `~$` と `.` で始まるファイルには、さわりません。
# - 届いたファイルは、**消さずに移します**。中身も変えません。
# - 何回動かしても、とちゅうで止まってやり直しても、台帳に同じ報告は1回だけです。
# - `process_inbox` の答えは `(ファイルの名前, 計画の言葉)` のリストです。
# - 理由は、移したファイルの名前に `.理由.txt` を付けたファイルに書きます。
# - 年月のちがう報告も、台帳に入れます。年月の列があるので、あとで分けられます。
#
# 問7でも `look` を使います。書き直すときも、3つの関数の名前は残してください。
# 空らんは5つです。`wait()` は、受け取った「待つ関数」を動かします。
# `shutil.move(前の場所, 後の場所)` は、ファイルを移します。

# %% nbgrader={"grade": false, "grade_id": "q6_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def write_ledger(table, ledger):
    """下書きを書いてから、名前を変える"""
    draft = str(ledger) + ".tmp"
    table.to_csv(____, index=False, encoding="utf-8-sig")
    os.replace(____)  # 前の名前と後の名前


def look(inbox, ledger, wait):
    """ファイルごとに、することを決める。何も変えない"""
    paths = [path for path in sorted(Path(inbox).iterdir()) if not path.name.startswith(("~$", "."))]
    sizes = {path: path.stat().st_size for path in paths}  # 場所: 待つ前の大きさ
    wait()
    known = set(read_ledger(ledger)["指紋"])
    plan = []
    for path in paths:
        if ____:  # 待つ前と大きさがちがう
            plan.append((path, "書きこみ中", None))
            continue
        mark = fingerprint(path)
        if ____:  # 台帳にある
            plan.append((path, "処理ずみ", None))
            continue
        try:
            report = read_report(path)
        except Exception as error:
            plan.append((path, "読めない", str(error)))
            continue
        known.add(mark)  # この回に同じ中身がもう1つあれば、処理ずみになる
        plan.append((path, "足す", report))
    return plan


def process_inbox(inbox, done, error, ledger, wait=rest):
    """受け箱を1回処理する"""
    make_folders(done, error)
    notes = []
    for path, action, detail in look(inbox, ledger, wait):
        if action == "足す":
            write_ledger(pd.concat([read_ledger(ledger), as_lines(detail, path)]), ledger)
        if action in ["足す", "処理ずみ"]:
            shutil.move(path, ____)
        if action == "読めない":
            place = free_place(error, path.name)
            Path(f"{place}.理由.txt").write_text(detail, encoding="utf-8")
            shutil.move(path, place)
        notes.append((path.name, action))
    return notes


### BEGIN SOLUTION
def write_ledger(table, ledger):
    draft = str(ledger) + ".tmp"
    table.to_csv(draft, index=False, encoding="utf-8-sig")
    os.replace(draft, ledger)


def look(inbox, ledger, wait):
    paths = [path for path in sorted(Path(inbox).iterdir()) if not path.name.startswith(("~$", "."))]
    sizes = {path: path.stat().st_size for path in paths}
    wait()
    known = set(read_ledger(ledger)["指紋"])
    plan = []
    for path in paths:
        if path.stat().st_size != sizes[path]:
            plan.append((path, "書きこみ中", None))
            continue
        mark = fingerprint(path)
        if mark in known:
            plan.append((path, "処理ずみ", None))
            continue
        try:
            report = read_report(path)
        except Exception as error:
            plan.append((path, "読めない", str(error)))
            continue
        known.add(mark)
        plan.append((path, "足す", report))
    return plan


def process_inbox(inbox, done, error, ledger, wait=rest):
    make_folders(done, error)
    notes = []
    for path, action, detail in look(inbox, ledger, wait):
        if action == "足す":
            write_ledger(pd.concat([read_ledger(ledger), as_lines(detail, path)]), ledger)
        if action in ["足す", "処理ずみ"]:
            shutil.move(path, free_place(done, path.name))
        if action == "読めない":
            place = free_place(error, path.name)
            Path(f"{place}.理由.txt").write_text(detail, encoding="utf-8")
            shutil.move(path, place)
        notes.append((path.name, action))
    return notes
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q6", "locked": true, "points": 16, "schema_version": 3, "solution": false, "task": false}
check("q6")

# %% [markdown]
# 次のセルは、同じ処理を2回動かし、台帳の行の数を比べます。2回目に増えなければ、冪等です。
# `lambda: None` は「何もしない関数」です。練習なので、待たずに進みます。

# %% nbgrader={"grade": false, "grade_id": "show_twice", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    box = unpack("twice")
    desk = box.parent
    for times in ["1回目", "2回目"]:
        notes = process_inbox(box, desk / "done", desk / "error", desk / "ledger.csv", lambda: None)
        lines = len(read_ledger(desk / "ledger.csv"))
        print(times, "処理したファイル:", len(notes), "、台帳の行:", lines)
    print("確認のフォルダ:", sorted(path.name for path in (desk / "error").iterdir()))
except Exception:
    print("問6ができると、ここに2回動かした結果が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 「台帳が先、移すのは後」の理由を、止まる場面で説明できる
# - [ ] ファイルを消さない理由を言える
#
# ---
# # 7. 試し運転をする
#
# はじめて動かす日や、引き継いだ日は、**何が起こるかを先に見たい**ものです。
# 計画を見せるだけで、何も変えない動かし方を「**試し運転**」といいます。英語では `dry run` です。
#
# 何も変えなかったことは、前と後の指紋を比べると確かめられます。次の `all_marks` は、フォルダの中の全部の指紋です。
#
# ## 例: 前と後をくらべる

# %% nbgrader={"grade": false, "grade_id": "marks_tool", "locked": true, "schema_version": 3, "solution": false, "task": false}
def all_marks(folder):
    """フォルダの中の、全部のファイルの名前と指紋"""
    return {str(path): fingerprint(path) for path in Path(folder).rglob("*") if path.is_file()}


before = all_marks(inbox)
print(len(before), "個のファイル。前と後は同じか:", before == all_marks(inbox))

# %% [markdown]
# 本番では、いつ何をしたかの記録も残します。この記録を「**ログ**」といいます。
# うまくいかなかった日に、さかのぼって調べるためです。ファイルの名前と、したことを書きます。
#
# ## 問7 試し運転と本番［6点］
#
# `run(inbox, done, error, ledger, log, wait=rest, dry=True)` を完成させてください。
#
# - 答えは、計画の文のリストです。`"報告_001_202606.xlsx: 足す"` のように、名前と計画の言葉を書きます。
# - `dry=True` なら、計画を画面に出すだけです。**フォルダも作りません。**
# - `dry=False` なら、問6の `process_inbox` を動かし、したことを `log` のファイルに1行ずつ書き足します。
#
# 空らんは3つです。`open(log, "a", …)` の `"a"` は、前の記録を消さずに、後ろに書き足すという意味です。
# `"\n"` は改行です。

# %% nbgrader={"grade": false, "grade_id": "q7_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def run(inbox, done, error, ledger, log, wait=rest, dry=True):
    plan = [____ for path, action, _ in look(inbox, ledger, wait)]  # 名前と、計画の言葉
    print("\n".join(plan))
    if ____:
        return plan
    notes = ____
    with open(log, "a", encoding="utf-8") as file:
        for name, action in notes:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M')} {name}: {action}\n")
    return plan


### BEGIN SOLUTION
def run(inbox, done, error, ledger, log, wait=rest, dry=True):
    plan = [f"{path.name}: {action}" for path, action, _ in look(inbox, ledger, wait)]
    print("\n".join(plan))
    if dry:
        return plan
    notes = process_inbox(inbox, done, error, ledger, wait)
    with open(log, "a", encoding="utf-8") as file:
        for name, action in notes:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M')} {name}: {action}\n")
    return plan
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q7", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q7")

# %% nbgrader={"grade": false, "grade_id": "show_dry", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    box = unpack("dry")
    desk = box.parent
    before = all_marks(desk)
    run(box, desk / "done", desk / "error", desk / "ledger.csv", desk / "log.txt", lambda: None, dry=True)
    print("何も変わっていない:", before == all_marks(desk))
except Exception:
    print("問7ができると、ここに計画が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 試し運転を、どんな日に使うかを言える
#
# ---
# # 8. 得かどうかを計算し、引き継ぐ
#
# 作るのにも、世話をするのにも時間がかかります。続けるうちに、減った時間が作った時間を追いこします。
# 追いこすまでの月数を、ここでは「**元が取れる月数**」と呼びます。
#
# ## 例: 68件の集計
#
# 1件に12分、月に68件の作業があります。作るのに40時間、世話に月1時間かかります。
# そして、100件に5件は、機械では扱えません。**例外は、人が今までどおり手で行います。**

# %% nbgrader={"grade": false, "grade_id": "example_saved", "locked": true, "schema_version": 3, "solution": false, "task": false}
by_hand = 12 * 68 / 60  # いまの1か月（時間）
exceptions = 12 * 68 * 0.05 / 60  # 自動化しても、手で行う分
print(f"いま {by_hand:.1f} 時間、自動化の後 {1 + exceptions:.1f} 時間")
print(f"減る時間 {by_hand - 1 - exceptions:.1f} 時間")

# %% [markdown]
# 例外の分と世話の時間を忘れると、得に見えすぎます。
#
# ## 問8 元が取れる月数［5点］
#
# `break_even(min_manual, runs_per_month, dev_h, maint_h_per_month, exception_rate)` を完成させてください。
#
# | 名前 | 意味 |
# |---|---|
# | `min_manual` | 手で行うときの、1件の時間（**分**） |
# | `runs_per_month` | 1か月の件数 |
# | `dev_h` | 作るのにかかる時間（時間） |
# | `maint_h_per_month` | 1か月の世話の時間（時間） |
# | `exception_rate` | 手で行う例外の割合（0から1） |
#
# - 答えは、月数（小数のまま）です。
# - 時間が減らないなら、元は取れません。答えは `None` です。
#
# 空らんは3つです。

# %% nbgrader={"grade": false, "grade_id": "q8_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def break_even(min_manual, runs_per_month, dev_h, maint_h_per_month, exception_rate):
    before = min_manual * runs_per_month / 60  # いまの1か月（時間）
    after = maint_h_per_month + ____  # 世話と、例外の手作業
    saved = before - after
    if ____:
        return None
    return ____


### BEGIN SOLUTION
def break_even(min_manual, runs_per_month, dev_h, maint_h_per_month, exception_rate):
    before = min_manual * runs_per_month / 60
    after = maint_h_per_month + before * exception_rate
    saved = before - after
    if saved <= 0:
        return None
    return dev_h / saved
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q8", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("q8")

# %% nbgrader={"grade": false, "grade_id": "show_break_even", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    months = list(range(0, 13))
    cross = break_even(12, 68, 40, 1, 0.05)
    fig, ax = plt.subplots(figsize=(7, 3.8))
    ax.plot(months, [by_hand * m for m in months], marker="o", color="#D55E00", label="いままで（手作業）")
    after = 1 + exceptions
    ax.plot(months, [40 + after * m for m in months], marker="s", color="#0072B2", label="自動化（作る時間と世話と例外）")
    ax.axvline(cross, color="#555555", linestyle=":")
    ax.set_xlabel("始めてからの月数（か月）")
    ax.set_ylabel("使った時間の合計（時間）")
    ax.set_ylim(0)
    ax.set_title("2本の線が交わるところが、元が取れる月")
    ax.legend()
    plt.show()
    print(f"図の説明: 手作業の線は急に増え、自動化の線はゆるやかに増えます。約{cross:.1f}か月で交わります。")
    print("交わったあとは、2本の線の間の分だけ、時間が浮いていきます。")
except Exception:
    plt.close("all")
    print("問8ができると、ここに図が出ます。")

# %% [markdown]
# 時間が浮くことだけが、よさではありません。まちがいが減り、記録が残ります。
# 反対に、**作った人しか直せない**ものになると、その人の異動で止まります。
#
# **できましたか**
#
# - [ ] 例外と世話を入れずに計算すると、どちらに外れるかを言える
#
# ---
# ## 記述 運用手順書［15点］
#
# あなたは来年、異動するかもしれません。**後任の人が、この1枚だけで動かせる**手順書を書いてください。
# 問6・問7の「受け箱の処理」について、500字くらいで書きます。
#
# 1. **見る人**: だれが、いつ見るか。休みの日はだれか（担当・副担当などの役割で。人の名前は書きません）
# 2. **止め方**: どうなったら止めるか。止める手順
# 3. **人の確認点**: 機械のあと、人がどこを、何と比べて確かめるか
# 4. **戻し方**: まちがえて処理したとき、どう戻すか。元の報告はどこにあるか
# 5. **記録**: どこに何が残るか。いつまで残すか
# 6. **引継ぎ**: 異動のときに渡すもの。後任が初日にすること
#
# 採点する人は、止め方・戻し方30%、人の確認点30%、引継ぎ25%、記録15%の重みで見ます。
# となりの席の人に、この1枚だけで試し運転をしてもらうと、足りないところがわかります。
#
# 次のセルをダブルクリックし、「（ここに書いてください）」を消して書きます。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 15, "schema_version": 3, "solution": true, "task": false}
# **運用手順書　月次報告の受け箱**
#
# 1. 見る人:
#
# 2. 止め方:
#
# 3. 人の確認点:
#
# 4. 戻し方:
#
# 5. 記録:
#
# 6. 引継ぎ:

# %% [markdown]
# ---
# # 確認テスト［5点］
#
# 5つの問題に答えます。この5点は、100点とは別に数えます。3問以上の正解で「受講済」です。
# 練習問題は、選ぶとすぐに説明が出ます。本文を見ながら答えてかまいません。

# %% nbgrader={"grade": false, "grade_id": "quiz_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
quiz()

# %% nbgrader={"grade": true, "grade_id": "quiz", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("quiz")

# %% [markdown]
# ---
# # 明日から使う
#
# ## 自分のパソコンで動かす
#
# 次のセルは、あなたの関数を1つのファイルに書き出す `save_tools` を用意します。
# 問7までできたら、新しいセルで `save_tools()` と書いて動かします。3つのファイルができます。

# %% nbgrader={"grade": false, "grade_id": "save_tools_cell", "locked": true, "schema_version": 3, "solution": false, "task": false}
def save_tools(folder="."):
    """問1から問7の関数を、ノートブックの外でも動く1つのファイルに書き出す"""
    from inspect import getsource

    tools = [stop, read_csv_report, read_report, fingerprint, collect, same_form, repeated_keys, reconcile]
    tools += [read_ledger, as_lines, free_place, rest, make_folders, write_ledger, look, process_inbox, run]
    head = [
        "import hashlib, os, shutil, sys, time, unicodedata",
        "from pathlib import Path",
        "import pandas as pd",
        f"COLUMNS = {COLUMNS!r}",
        f"LEDGER = {LEDGER!r}",
        f"KATAKANA = {KATAKANA!r}",
    ]
    foot = 'run("inbox", "done", "error", "ledger.csv", "log.txt", dry="--go" not in sys.argv)'
    text = "\n\n\n".join(["\n".join(head), *[getsource(tool).strip() for tool in tools], foot])
    Path(folder, "monthly.py").write_text(text + "\n", encoding="utf-8")
    for name, option in [("monthly.bat", ""), ("monthly_go.bat", " --go")]:
        Path(folder, name).write_text(f"python -m monthly{option}\r\npause\r\n", encoding="utf-8", newline="")
    print("monthly.py、monthly.bat、monthly_go.bat を書きました")

# %% [markdown]
# 1. 3つのファイルを、新しいフォルダに入れます。その中に `inbox` というフォルダを作り、報告を入れます。
# 2. `monthly.bat` をダブルクリックすると、**試し運転**をします。計画が出て、何も変わりません。
# 3. 計画でよければ、`monthly_go.bat` をダブルクリックして本番にします。
# 4. 集めるだけの `collect` と、突き合わせの `reconcile` も、`monthly.py` に入っています。
#
# 動かすには、パソコンにPythonとpandasが要ります。入れてよいかは、情報政策課に確かめてください。
# はじめの1か月は、**手作業と並べて動かし、結果を比べます**。名前や住所の入ったファイルでは試しません。
#
# ## 自動化の前に聞く5つ
#
# | 問い | 書くこと |
# |---|---|
# | そもそも要る作業か | やめたら困る人は、だれか |
# | 月に何件、1件に何分か | 例外は何割か |
# | 止まったら、だれが気づくか | 担当と副担当 |
# | 2回動いたら、どうなるか | 冪等か |
# | 元に戻せるか | 元のファイルは、どこにあるか |
#
# ## 轟さんへのひとこと
#
# > 「数字を写すのは、機械にまかせましょう。
# > 轟さんには、**問題のリストを見て、係に電話をする**方をお願いします」
#
# おつかれさまでした。メニューの「カーネル」から「カーネルを再起動 と すべてのセルを実行…」を選びます。
# 上から下まで動いたら、`Ctrl` と `S` で保存し、講師の案内のとおりに提出してください。
