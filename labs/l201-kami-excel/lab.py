# %% [markdown]
# # 神エクセルを整然データへ
#
# **潮見野市 DXラボ ／ リーダー研修 第2期 ／ 約6時間**
#
# > 「公民館の利用状況なら、きれいな表がありますよ」
# >
# > 生涯学習課の人が、12枚のシートが入ったExcelを見せてくれました。
# > 見出しは結合され、休館の日は黄色です。小計も合計もあります。
# > **人が見るには、完璧です。** ところが、渚さんが集計しようとすると、手が止まりました。
#
# 人が見るためにきれいに作られ、計算に使えない表を「**神エクセル**」と呼ぶことがあります。
# 「紙のように使うExcel」の「紙」を「神」に変えた、言葉あそびです。作った人が悪いのではありません。目的がちがうのです。
# この実習では、その表を、計算できる形に直します。市もデータも、研修のための架空のものです。
#
# **終わると、できるようになること**
#
# 1. 計算に使えない表の、どこが問題なのかを言える。
# 2. 文字化けせずに、市役所のCSVを読める。
# 3. 結合された表を、1行に1つの事実が入った表に直せる。
# 4. 決まりに合わない行を見つけ、直し方を人に伝えられる。
#
# 1行に1つの事実を書き、1つの列に1種類の値を入れた表を「**整然データ**」といいます。
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
# まず、道具をそろえるセルを動かしてください。`openpyxl` は、Excelのファイルを開く道具です。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from dxlab import *

start()
BOOK = "data/kami_facility_usage.xlsx"

# %% [markdown]
# | 部 | 中身 | 問題 | めやす |
# |---|---|---|---|
# | 0 | 表をながめる | － | 30分 |
# | 1 | どこが問題かを調べる | 問1 | 50分 |
# | 2 | CSVを読む | 問2 | 40分 |
# | 3 | 文字をそろえる | 問3 | 50分 |
# | 4 | 日付をそろえる | 問4 | 50分 |
# | 5 | 見出しを1行にする | 問5 | 40分 |
# | 6 | 整然データにする | 問6 | 60分 |
# | 7 | 決まりに合うかを調べる | 問7・記述 | 60分 |
#
# ---
# # 0. 表をながめる
#
# Excelのファイル全体を「**ブック**」、その中の1枚を「**シート**」といいます。
# 次のセルは、シートの名前と、4月のシートの上の10行を出します。
# `None` は「何も入っていない」という意味です。**計算する機械には、こう見えています。**

# %% nbgrader={"grade": false, "grade_id": "look_book", "locked": true, "schema_version": 3, "solution": false, "task": false}
wb = load_workbook(BOOK)
print("シート:", "、".join(wb.sheetnames))
for row in wb["４月"].iter_rows(max_row=10, max_col=6, values_only=True):
    print(row)

# %% [markdown]
# 結合したセルは、左上だけに値が残り、あとは空です。`１２` や `1,234人` は、数ではなく文字です。
# `\n` はセルの中の改行、`\u3000` は全角の空白です。画面では気づきにくいものも、こう見えます。
#
# Excelがあれば、もとのブックも見てみましょう。左のファイルの一覧で `data` を開き、ブックを右クリックします。
# 「ダウンロード」を選んで、Excelで開きます。見くらべると、ちがいがよくわかります。
#
# 黄色いセルの意味も、値だけを読むと消えます。約束は「定義」というシートに書いてありました。

# %% nbgrader={"grade": false, "grade_id": "look_definition", "locked": true, "schema_version": 3, "solution": false, "task": false}
for row in wb["定義"].iter_rows(values_only=True):
    print(row)

# %% [markdown]
# 「施設」の行には、施設の番号と、正しい名前・別の書き方が `|` で区切って並んでいます。
# 同じ公民館が2つの書き方で書かれていることを「**表記ゆれ**」といいます。
#
# > **国の決まり** 国は令和8年3月31日に、行政データを機械で読めるようにする29の決まりを定めました。
# > <br>出典: GitHub digital-go-jp/machine_readability_rule（資料番号 E-01）
# >
# > 総務省も2020年12月に、統計表の書き方の共通の決まりを示しています。
# > <br>出典: 総務省 01toukatsu01_02000186（資料番号 E-02）
#
# **できましたか**
#
# - [ ] `None` が何を表すかわかる
# - [ ] `-` と `…` と空欄の意味のちがいを、定義のシートで見つけた
#
# ---
# # 1. どこが問題かを調べる
#
# 29の決まりのうち、機械で調べやすい12個を使います。`L1-12` のような番号は、国の決まりの番号です。
#
# | 番号 | 調べること | 書く人 |
# |---|---|---|
# | L1-02 | 1枚のシートに、別の表がある | 用意ずみ |
# | L1-03 | 表のとちゅうに空の行があり、分かれている | 用意ずみ |
# | L1-04 | 表の外にメモがある | 用意ずみ |
# | L1-06 | 見た目をそろえる空白がある | 用意ずみ |
# | L1-07 | 1つのセルに2つ以上の値がある | 用意ずみ |
# | L1-08 | `①` や `㈱` のような、化けやすい文字がある | 用意ずみ |
# | L2-03 | 同じ名前の見出しがある | 用意ずみ |
# | L3-05 | 年月が `2025-04` のような形になっていない | 用意ずみ |
# | L1-11 | 色で意味を表している | **あなた** |
# | L1-12 | セルが結合されている | **あなた** |
# | L1-13 | かくれたシート・行・列がある | **あなた** |
# | L2-01 | 数のはずが、`1,234人` のような文字になっている | **あなた** |
#
# ## 例: 用意ずみの8個
#
# 次のセルに、8個の小さな関数があります。「**関数**」は、手順に名前を付けたものです。
# どれも `wb`（開いたブック）を受け取り、問題があれば `True`（はい）を返します。
# 長いので、**全部を読まなくてかまいません**。`def` の行の名前と番号だけを、上の表と見くらべてください。
#
# `any( )` は「1つでもあれば `True`」という命令です。
# `for 文字 in 集まり` と一緒に使い、集まりの中を1つずつ調べます。

# %% nbgrader={"grade": false, "grade_id": "audit_examples", "locked": true, "schema_version": 3, "solution": false, "task": false}
def every_cell(wb):
    """全部のシートの、全部のセル（空のセルも）"""
    return [cell for ws in wb.worksheets for row in ws.iter_rows() for cell in row]


def every_text(wb):
    """文字の入ったセルの、文字だけ"""
    return [cell.value for cell in every_cell(wb) if isinstance(cell.value, str)]


def blocks(ws):
    """空の行で区切られたかたまり。かたまりは行の集まり、行は値の集まり"""
    found, now = [], []
    for row in ws.iter_rows(values_only=True):
        values = [value for value in row if value is not None]
        if values:
            now.append(values)
        elif now:
            found.append(now)
            now = []
    return found + [now] if now else found


def is_memo(block):
    return all(len(values) == 1 for values in block)


def tables(ws):
    return [block for block in blocks(ws) if not is_memo(block)]


def is_header(values):
    return all(isinstance(value, str) for value in values)


def has_two_tables(wb):  # L1-02
    return any(is_header(t[0]) and t[0] != tables(ws)[0][0] for ws in wb.worksheets for t in tables(ws)[1:])


def has_split(wb):  # L1-03
    return any(not is_header(t[0]) or t[0] == tables(ws)[0][0] for ws in wb.worksheets for t in tables(ws)[1:])


def has_memo(wb):  # L1-04
    return any(is_memo(block) for ws in wb.worksheets for block in blocks(ws))


def has_padding(wb):  # L1-06
    return any(text != text.strip() or "　" in text for text in every_text(wb))


def has_two_values(wb):  # L1-07
    return any(mark in text for text in every_text(wb) for mark in ["、", "\n", "／"])


def has_odd_letter(wb):  # L1-08
    return any(letter in "①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤ㈱㈲℡№㎡" for text in every_text(wb) for letter in text)


def has_same_names(wb):  # L2-03
    rows = [values for ws in wb.worksheets for t in tables(ws) for values in t if is_header(values)]
    return any(len(values) != len(set(values)) for values in rows)


def has_era(wb):  # L3-05
    in_names = any("月" in ws.title for ws in wb.worksheets)
    return in_names or any(re.match(r"令和|平成|昭和|(R|H|S)[0-9]+\.", text) for text in every_text(wb))


print("表の外にメモがある:", has_memo(wb))
print("化けやすい文字がある:", has_odd_letter(wb))

# %% [markdown]
# 値の外にあるものは、次のように調べます。`ws` は1枚のシートです。
#
# | 調べるもの | 書き方 |
# |---|---|
# | 全部のシート | `wb.worksheets` |
# | 結合されたところ | `ws.merged_cells.ranges` |
# | シートが見えるか | `ws.sheet_state`（見えれば `"visible"`） |
# | 行・列がかくれているか | `ws.row_dimensions`・`ws.column_dimensions` の `hidden` |
# | 色がぬってあるか | `cell.fill.fill_type`（ぬってあれば `"solid"`） |

# %% nbgrader={"grade": false, "grade_id": "example_outside", "locked": true, "schema_version": 3, "solution": false, "task": false}
sheet = wb["４月"]
print("結合の数:", len(sheet.merged_cells.ranges))
print("かくれたシート:", [ws.title for ws in wb.worksheets if ws.sheet_state != "visible"])
NUMBER_TEXT = r"(約|△|▲)?[0-9０-９][0-9０-９,，]*(円|件|人|分|回)?"  # 数のつもりの文字の形
for text in ["1,234人", "約20", "K01", "本町公民館"]:
    print(text, "→", bool(re.fullmatch(NUMBER_TEXT, text)))

# %% [markdown]
# `re.fullmatch(形, 文字)` は、文字全体がその形に合うかを調べます。
# ただし `009202` のような市の番号は、数字だけの文字でも正しい値です。
# そこで `only_digits` という名前の関数で、半角の数字だけの文字は問題から外します。

# %% nbgrader={"grade": false, "grade_id": "only_digits", "locked": true, "schema_version": 3, "solution": false, "task": false}
def only_digits(text):
    return re.fullmatch("[0-9]+", text) is not None


print(only_digits("009202"), only_digits("１２"))

# %% [markdown]
# ## 問1 ブックの健康診断［10点］
#
# 4つの小さな関数を完成させ、`audit(path)` が問題の番号の集まりを返すようにします。
#
# - `path` は、調べるファイルの場所（文字）です。
# - 問題のないブックでは、空の集まりになります。
# - 色は、**何も入っていないセル**にも付いていることがあります。
#
# 空らんは4つです。`audit` の中は、そのままで動きます。

# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def has_colour(wb):  # L1-11
    return any(cell.fill.fill_type == "solid" for cell in ____)  # 空のセルも調べる


def has_merged(wb):  # L1-12
    return any(len(____) > 0 for ws in wb.worksheets)


def has_hidden(wb):  # L1-13
    sheets = any(ws.sheet_state != "visible" for ws in wb.worksheets)
    rows = any(size.hidden for ws in wb.worksheets for size in ws.row_dimensions.values())
    columns = any(size.hidden for ws in wb.worksheets for size in ____)
    return sheets or rows or columns


def has_number_text(wb):  # L2-01
    texts = [text for text in every_text(wb) if not only_digits(text)]
    return any(____ for text in texts)


def audit(path):
    wb = load_workbook(path)
    looks = {
        "L1-02": has_two_tables,
        "L1-03": has_split,
        "L1-04": has_memo,
        "L1-06": has_padding,
        "L1-07": has_two_values,
        "L1-08": has_odd_letter,
        "L1-11": has_colour,
        "L1-12": has_merged,
        "L1-13": has_hidden,
        "L2-01": has_number_text,
        "L2-03": has_same_names,
        "L3-05": has_era,
    }
    return {rule for rule, look in looks.items() if look(wb)}


### BEGIN SOLUTION
def has_colour(wb):
    return any(cell.fill.fill_type == "solid" for cell in every_cell(wb))


def has_merged(wb):
    return any(len(ws.merged_cells.ranges) > 0 for ws in wb.worksheets)


def has_hidden(wb):
    sheets = any(ws.sheet_state != "visible" for ws in wb.worksheets)
    rows = any(size.hidden for ws in wb.worksheets for size in ws.row_dimensions.values())
    columns = any(size.hidden for ws in wb.worksheets for size in ws.column_dimensions.values())
    return sheets or rows or columns


def has_number_text(wb):
    texts = [text for text in every_text(wb) if not only_digits(text)]
    return any(re.fullmatch(NUMBER_TEXT, text) for text in texts)


def audit(path):
    wb = load_workbook(path)
    looks = {
        "L1-02": has_two_tables,
        "L1-03": has_split,
        "L1-04": has_memo,
        "L1-06": has_padding,
        "L1-07": has_two_values,
        "L1-08": has_odd_letter,
        "L1-11": has_colour,
        "L1-12": has_merged,
        "L1-13": has_hidden,
        "L2-01": has_number_text,
        "L2-03": has_same_names,
        "L3-05": has_era,
    }
    return {rule for rule, look in looks.items() if look(wb)}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# **できましたか**
#
# - [ ] 値だけを見ても気づけない問題を、3つ言える
# - [ ] 自分の課の表に当てはまりそうな番号を、1つ見つけた
#
# ---
# # 2. CSVを読む
#
# 「**CSV**」は、値をコンマで区切った文字のファイルです。文字を数に置きかえる約束が「**文字コード**」です。
# 約束をまちがえると、読めなかったり、別の文字になったりします。
#
# | 名前 | どこで会うか |
# |---|---|
# | `utf-8-sig` | いまの標準。先頭に印（BOM）があっても、なくても読める |
# | `cp932` | 昔からのWindowsの約束。`①` や `髙` も入る |
# | `shift_jis` | `cp932` に似ているが、`①` や `髙` を読めない |
#
# `utf-8-sig` は厳しい約束なので、ちがうファイルなら、たいてい途中で止まります。
# だから、**厳しい方から先に試します**。読めない文字を捨てる設定（`errors="ignore"`）は使いません。
#
# ## 例: 約束をまちがえる

# %% nbgrader={"grade": false, "grade_id": "example_encoding", "locked": true, "schema_version": 3, "solution": false, "task": false}
raw = Path("data/public_facilities_cp932.csv").read_bytes()  # 中身をそのまま読む
for name in ["utf-8-sig", "shift_jis", "cp932"]:
    try:
        raw.decode(name)  # 約束 name で文字に直す
        print(name, "→ 読めました")
    except UnicodeDecodeError:
        print(name, "→ 読めません")

# %% [markdown]
# `try:` の下で失敗すると、`except` の下に進みます。止まらずに、次の約束を試せます。
#
# もう1つ、大切なことがあります。表を読むときは、**全部の列を文字として読みます**。
# 数として読むと、`009202` の先頭の `00` が消えるからです。`dtype=str` がその指定です。
#
# `cp932` は、別の約束（UTF-16）のファイルも、でたらめな文字で読めてしまうことがあります。
# UTF-16のファイルには、0番の文字 `b"\x00"` がたくさん入っています。見つけたら、先に断ります。
#
# 説明を出して止まるために、次の関数を用意しました。

# %% nbgrader={"grade": false, "grade_id": "stop_tool", "locked": true, "schema_version": 3, "solution": false, "task": false}
def stop(message):
    """説明を出して止まる"""
    raise ValueError(message)

# %% [markdown]
# ## 問2 文字コードを確かめて読む［12点］
#
# `read_any_csv(path)` を完成させてください。答えは「表と、使った文字コードの名前」の組です。
#
# - `utf-8-sig` → `cp932` の順に試します。
# - どれでも読めないときは、「文字コード」という言葉の入った説明を出して止まります。
# - 全部の列を文字で読みます。空欄は、空の文字のままにします。
#
# 空らんは3つです。`stop(説明)` は、すぐ上のセルで作った、説明を出して止まる関数です。

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def read_any_csv(path):
    raw = Path(path).read_bytes()
    if b"\x00" in raw:
        stop("文字コードがUTF-16のようです。UTF-8で保存し直してください。")
    for name in ____:  # 試す順に並べた、文字コードの名前のリスト
        try:
            raw.decode(name)
        except UnicodeDecodeError:
            continue  # 次の文字コードを試す
        df = pd.read_csv(path, encoding=____, dtype=____, keep_default_na=False)
        return df, name
    stop("文字コードがわかりません。UTF-8で保存し直してください。")


### BEGIN SOLUTION
def read_any_csv(path):
    raw = Path(path).read_bytes()
    if b"\x00" in raw:
        stop("文字コードがUTF-16のようです。UTF-8で保存し直してください。")
    for name in ["utf-8-sig", "cp932"]:
        try:
            raw.decode(name)
        except UnicodeDecodeError:
            continue
        df = pd.read_csv(path, encoding=name, dtype=str, keep_default_na=False)
        return df, name
    stop("文字コードがわかりません。UTF-8で保存し直してください。")
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 12, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% [markdown]
# **できましたか**
#
# - [ ] `shift_jis` では読めない文字があると知った
# - [ ] 読めない文字を捨てると、あとで困る理由を言える
#
# ---
# # 3. 文字をそろえる
#
# `１２` と `12`、`ｶﾅ` と `カナ`。人には同じでも、計算する機械には別の文字です。
# `unicodedata.normalize("NFKC", 文字)` は、全角の英数字を半角に、半角カナを全角に直します。
# `NFKC` は、文字のそろえ方に付いた名前です。
#
# 便利ですが、**名前に使ってはいけません**。次の例を見てください。

# %% nbgrader={"grade": false, "grade_id": "example_nfkc", "locked": true, "schema_version": 3, "solution": false, "task": false}
for text in ["１２３", "ｼｵﾐﾉ", "㈱潮見", "①組", "髙﨑"]:
    print(text, "→", unicodedata.normalize("NFKC", text))

# %% [markdown]
# `㈱` は `(株)` に変わり、もとの字に戻せません。だから、**列ごとに決めごと（方針）** を作ります。
#
# | 方針 | すること |
# |---|---|
# | `code` | 半角にし、前後の空白を取る。横線 `－ − ‐ ー` を `-` に直す |
# | `number` | 半角にし、`, 円 件 人 約` を取る。`△ ▲ −` は `-`（マイナス）に直す |
# | `name` | 前後の空白を取り、続いた空白を半角1つにする。**ほかは変えない** |
# | `kana` | 全角のカナにし、前後の空白を取る |
# | `free` | 前後の空白を取るだけ |
#
# 答えは、どれも文字のままです。`-` や `…` は意味があるので残します。
# NFKCは `…` を点3つの `...` に変えてしまうので、先に調べます。
# 横線には、よく似た別の文字があります。全角の `－`、引き算の `−`、のばす音の `ー` などです。
#
# ## 例: 文字を置きかえる
#
# `str.maketrans` で「どの文字を何にするか」の表を作り、`translate` で置きかえます。
# `" ".join(text.split())` は、空白で切り分け、半角の空白1つでつなぎ直します。

# %% nbgrader={"grade": false, "grade_id": "example_translate", "locked": true, "schema_version": 3, "solution": false, "task": false}
HYPHENS = str.maketrans("－−‐ー", "----")
print("０１２−３４５".translate(HYPHENS))
print(" ".join("　潮見　　太郎 ".split()))
print(re.sub("[,円件人約]", "", "約1,234人"))  # [ ] の中の文字を取りのぞく

# %% [markdown]
# ## 問3 列ごとの方針でそろえる［12点］
#
# `normalize(df, policy)` を完成させてください。
#
# - `policy` は「列の名前: 方針」の組です。例は `{"施設名": "name", "人数": "number"}` です。
# - 方針のない列は、変えません。受け取った表 `df` も変えません。
#
# 空らんは4つです。`half` は、NFKCで半角にする関数です。

# %% nbgrader={"grade": false, "grade_id": "q3_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def half(text):
    return unicodedata.normalize("NFKC", text)


def tidy_code(text):
    return half(text).translate(____).strip()  # 半角にして、横線を直す


def tidy_number(text):
    if text in ["-", "…"]:  # 意味のある記号は、そのまま残す
        return text
    text = half(text).strip()
    text = re.sub(____, "", text)  # いらない文字を取る
    return re.sub("[△▲−]", "-", text)


def tidy_name(text):
    return ____  # 空白だけを直す


def tidy_kana(text):
    return ____.strip()


def normalize(df, policy):
    ways = {"code": tidy_code, "number": tidy_number, "name": tidy_name, "kana": tidy_kana, "free": str.strip}
    result = df.copy()
    for column, kind in policy.items():
        result[column] = [ways[kind](text) for text in df[column]]
    return result


### BEGIN SOLUTION
def half(text):
    return unicodedata.normalize("NFKC", text)


def tidy_code(text):
    return half(text).translate(HYPHENS).strip()


def tidy_number(text):
    if text in ["-", "…"]:
        return text
    text = half(text).strip()
    text = re.sub("[,円件人約]", "", text)
    return re.sub("[△▲−]", "-", text)


def tidy_name(text):
    return " ".join(text.split())


def tidy_kana(text):
    return half(text).strip()


def normalize(df, policy):
    ways = {"code": tidy_code, "number": tidy_number, "name": tidy_name, "kana": tidy_kana, "free": str.strip}
    result = df.copy()
    for column, kind in policy.items():
        result[column] = [ways[kind](text) for text in df[column]]
    return result
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q3", "locked": true, "points": 12, "schema_version": 3, "solution": false, "task": false}
check("q3")

# %% [markdown]
# **できましたか**
#
# - [ ] 名前にNFKCを使わない理由を言える
# - [ ] 似た横線が何種類もあることを知った
#
# ---
# # 4. 日付をそろえる
#
# `令和7年4月1日`、`R7.4.1`、`2025/4/1`、`45748`。どれも2025年4月1日です。
# `45748` は、Excelの中の通し番号です。1899年12月30日から数えた日数になっています。
#
# ## 例: 日数を足す、元号を直す
#
# `date(年, 月, 日)` は日付、`timedelta(days=数)` は日数です。
# 令和は2019年からなので、令和7年は 2019 + 7 − 1 = 2025年です。**元年は1年**です。

# %% nbgrader={"grade": false, "grade_id": "example_date", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(date(1899, 12, 30) + timedelta(days=45748))
ERAS = {  # 元号: 始まりの日、終わりの日
    "令和": (date(2019, 5, 1), date(2999, 12, 31)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
}
SHORT = {"R": "令和", "H": "平成", "S": "昭和"}
print("令和7年は", ERAS["令和"][0].year + 7 - 1, "年")

# %% [markdown]
# あるはずのない日もあります。`平成31年5月1日` は、もう令和です。日付は読めますが、人に知らせます。
# `令和7年2月29日` は、存在しません。勝手に3月1日にしてはいけません。
#
# ## 問4 いろいろな日付を読む［14点］
#
# `parse_jp_date(x)` を完成させてください。答えは、いつも「日付と、ひとこと」の組です。
#
# | 入ってくるもの | 答え |
# |---|---|
# | 読める日付 | `(日付, "")` |
# | 元号の期間の外の日付 | `(日付, "改元後")` |
# | 存在しない日 | `(None, "存在しない日")` |
# | 空欄 | `(None, "空欄")` |
# | ほか（`7年4月` など） | `(None, "読めない")` |
#
# 通し番号は、数の `45748` でも、文字の `"45748"` でも来ます。斜線の日付は「年/月/日」の順です。
# 空らんは3つです。`re.fullmatch` の形の中で `( )` に入った部分は、`parts[1]`、`parts[2]` のように順に取り出せます。
# `R7.4.1` なら、`parts[1]` は `"R"`、`parts[2]` は `"7"` です。

# %% nbgrader={"grade": false, "grade_id": "q4_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def parse_jp_date(x):
    text = unicodedata.normalize("NFKC", str(x)).strip()
    if text == "":
        return (None, "空欄")
    if re.fullmatch("[0-9]{5}", text):  # 5けたの数は、Excelの通し番号
        return (____, "")
    era = ""
    parts = re.fullmatch("(令和|平成|昭和|R|H|S)(元|[0-9]+)[年.]([0-9]+)[月.]([0-9]+)日?", text)
    if parts:
        era = SHORT.get(parts[1], parts[1])  # R なら令和に直す
        number = ____ if parts[2] == "元" else int(parts[2])
        year = ____  # 元号の始まりの年から数える
    else:
        parts = re.fullmatch("()([0-9]{4})[/.-]([0-9]+)[/.-]([0-9]+)", text)
        if not parts:
            return (None, "読めない")
        year = int(parts[2])
    try:
        day = date(year, int(parts[3]), int(parts[4]))
    except ValueError:
        return (None, "存在しない日")
    if era and not ERAS[era][0] <= day <= ERAS[era][1]:
        return (day, "改元後")
    return (day, "")


### BEGIN SOLUTION
def parse_jp_date(x):
    text = unicodedata.normalize("NFKC", str(x)).strip()
    if text == "":
        return (None, "空欄")
    if re.fullmatch("[0-9]{5}", text):
        return (date(1899, 12, 30) + timedelta(days=int(text)), "")
    era = ""
    parts = re.fullmatch("(令和|平成|昭和|R|H|S)(元|[0-9]+)[年.]([0-9]+)[月.]([0-9]+)日?", text)
    if parts:
        era = SHORT.get(parts[1], parts[1])
        number = 1 if parts[2] == "元" else int(parts[2])
        year = ERAS[era][0].year + number - 1
    else:
        parts = re.fullmatch("()([0-9]{4})[/.-]([0-9]+)[/.-]([0-9]+)", text)
        if not parts:
            return (None, "読めない")
        year = int(parts[2])
    try:
        day = date(year, int(parts[3]), int(parts[4]))
    except ValueError:
        return (None, "存在しない日")
    if era and not ERAS[era][0] <= day <= ERAS[era][1]:
        return (day, "改元後")
    return (day, "")
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q4", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
check("q4")

# %% [markdown]
# **できましたか**
#
# - [ ] 元年を0年にしない理由を言える
# - [ ] 存在しない日を、勝手に直さない理由を言える
#
# ---
# # 5. 見出しを1行にする
#
# 神エクセルの見出しは、2行や3行になっています。上が「午前」、下が「件数」なら、`午前_件数` という名前にします。
# 結合されたセルでは、**結合の左上の値**が、結合の中のどのセルにも当てはまります。
#
# ## 例: 結合の左上を見る
#
# 次の `shown_value` は、人の目に見える値を返す関数です。
# `header_rows` は、見出しの上の行と下の行の番号を返します。
# `open_sheet` は、ブックを開いて1枚のシートを返します。3つとも用意ずみです。

# %% nbgrader={"grade": false, "grade_id": "header_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
def open_sheet(path, name):
    return load_workbook(path)[name]


def shown_value(ws, row, column):
    """結合の中なら、左上の値。結合でなければ、そのセルの値"""
    for area in ws.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return ws.cell(area.min_row, area.min_col).value
    return ws.cell(row, column).value


def header_rows(ws):
    """見出しの上の行と下の行。左上の「地区」のセルから決める"""
    top = next(row for row in range(1, ws.max_row + 1) if ws.cell(row, 1).value == "地区")
    areas = [area for area in ws.merged_cells.ranges if area.min_row == top and area.min_col == 1]
    return top, areas[0].max_row


sheet = open_sheet(BOOK, "４月")
top, bottom = header_rows(sheet)
print("見出しは", top, "行目から", bottom, "行目まで")
for column in [2, 3, 4, 11]:
    print(column, "列目:", [shown_value(sheet, row, column) for row in range(top, bottom + 1)])

# %% [markdown]
# - 2列目は、上も下も「施設名」です。同じ言葉は1回だけ使います。
# - `\n` は、セルの中の改行です。取りのぞきます。
# - 11列目の「備考」の上は、空です。左の「合計」を右にのばしてはいけません。**区分の境で止めます。**
#
# ## 問5 見出しを1行にする［14点］
#
# `flat_header(ws)` を完成させてください。左の列から順に、見出しの名前のリストを返します。
#
# - 上から順に `_` でつなぎます。例は `午前_件数` です。
# - 見出しが3行のシートや、結合の幅がちがうシートでも動くようにします。
#
# 空らんは3つです。`replace("a", "b")` は、文字 a を b に置きかえます。

# %% nbgrader={"grade": false, "grade_id": "q5_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def flat_header(ws):
    top, bottom = header_rows(ws)
    names = []
    for column in range(1, ws.max_column + 1):
        parts = []
        for row in range(top, bottom + 1):
            value = ____  # 人の目に見える値
            if value is None:
                continue
            text = str(value).____  # 改行を取る
            if text not in parts:
                parts.append(text)
        names.append(____)  # parts を _ でつなぐ
    return names


### BEGIN SOLUTION
def flat_header(ws):
    top, bottom = header_rows(ws)
    names = []
    for column in range(1, ws.max_column + 1):
        parts = []
        for row in range(top, bottom + 1):
            value = shown_value(ws, row, column)
            if value is None:
                continue
            text = str(value).replace("\n", "")
            if text not in parts:
                parts.append(text)
        names.append("_".join(parts))
    return names
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q5", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
check("q5")

# %% [markdown]
# **できましたか**
#
# - [ ] 名前が重なっていない
# - [ ] 「備考」に「合計」が付いていない
#
# ---
# # 6. 整然データにする
#
# いよいよ、12枚のシートを1つの表にします。1行は「ある月の、ある公民館の、ある時間帯」です。
#
# | 列 | 中身 |
# |---|---|
# | 年月 | `2025-04` の形の文字 |
# | 全国地方公共団体コード | 定義のシートにある6桁の文字 |
# | 施設ID、施設名 | 定義のシートの番号と、正しい名前 |
# | 時間帯 | 午前、午後、夜間 |
# | 件数、人数 | 整数。実績でないときは空 |
# | 状態 | 実績、休館、該当なし、未集計、未回答 |
# | 備考 | 備考の文字。なければ空 |
#
# `0` は「使った人がいなかった」という**実績**です。`-`、`…`、空欄とは意味がちがいます。
# 4月から12月は年度と同じ年、1月から3月は**次の年**です。令和7年度の3月は、2026年3月です。
#
# ## 例: 定義のシートと、月の名前を読む
#
# 次の関数は用意ずみです。`hall_key` は、空白を全部取って、施設名をくらべやすくします。

# %% nbgrader={"grade": false, "grade_id": "tidy_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
def hall_key(name):
    return "".join(str(name).split())


def read_definition(wb):
    """年度（令和の数）、コード、施設（書き方 → 番号と正しい名前）"""
    year, code, halls = 0, "", {}
    for kind, first, second in wb["定義"].iter_rows(max_col=3, values_only=True):
        if kind == "年度":
            year = int(re.search("[0-9]+", first).group())
        elif kind == "全国地方公共団体コード":
            code = first
        elif kind == "施設":
            names = second.split("|")
            for name in names:
                halls[hall_key(name)] = (first, names[0])
    return year, code, halls


def month_number(sheet_name):
    """シートの名前から月の数を取り出す"""
    return int(re.search("([0-9]+)月", unicodedata.normalize("NFKC", sheet_name)).group(1))


def number_of(value):
    """1,234人 や １２ を整数に直す"""
    return int(re.sub("[,件人]", "", unicodedata.normalize("NFKC", str(value))))


year, code, halls = read_definition(wb)
print("令和", year, "年度、コード", code)
print(month_number("４月"), month_number("R8.3月"), number_of("1,234人"))
print(halls[hall_key("緑ヶ丘公民館")])

# %% [markdown]
# ## 問6 整然データにする［18点］
#
# `tidy(path)` を完成させてください。
#
# - かくれたシートと「定義」は使いません。
# - 小計と合計の行は入れません。
# - 別の書き方の施設名は、正しい名前にまとめます。
# - 問5の `flat_header` を使います。先に問5を完成させてください。
#
# 空らんは4つです。`continue` は「残りをとばして次へ進む」という命令です。
# `記号.get(値, 別の答え)` は、`記号` の中に値がなければ、別の答えを返します。
# `A if 条件 else B` は、条件に合えば A、合わなければ B になります。

# %% nbgrader={"grade": false, "grade_id": "q6_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
MARKS = {"-": "該当なし", "…": "未集計", None: "未回答"}


def month_of(sheet_name, year):
    month = month_number(sheet_name)
    first = 2018 + year  # 令和7年度なら 2025
    calendar_year = first + 1 if ____ else first  # 1月から3月は次の年
    return f"{calendar_year}-{month:02d}"


def state_of(cell):
    if cell.fill.fill_type == "solid":
        return ____  # 色のついたセルの意味
    return MARKS.get(cell.value, ____)  # 記号でないとき


def tidy(path):
    wb = load_workbook(path)
    year, code, halls = read_definition(wb)
    rows = []
    for ws in wb.worksheets:
        if ws.title == "定義" or ____:  # かくれたシート
            continue
        place = {name: i + 1 for i, name in enumerate(flat_header(ws))}  # 名前 → 列の番号
        for row in range(header_rows(ws)[1] + 1, ws.max_row + 1):
            hall = halls.get(hall_key(ws.cell(row, place["施設名"]).value))
            if hall is None:  # 小計と合計には、施設がない
                continue
            for slot in ["午前", "午後", "夜間"]:
                count = ws.cell(row, place[slot + "_件数"])
                people = ws.cell(row, place[slot + "_人数"])
                state = state_of(count)
                used = state == "実績"
                rows.append(
                    {
                        "年月": month_of(ws.title, year),
                        "全国地方公共団体コード": code,
                        "施設ID": hall[0],
                        "施設名": hall[1],
                        "時間帯": slot,
                        "件数": number_of(count.value) if used else None,
                        "人数": number_of(people.value) if used else None,
                        "状態": state,
                        "備考": ws.cell(row, place["備考"]).value or "",
                    }
                )
    return pd.DataFrame(rows).astype({"件数": "Int64", "人数": "Int64"})


### BEGIN SOLUTION
MARKS = {"-": "該当なし", "…": "未集計", None: "未回答"}


def month_of(sheet_name, year):
    month = month_number(sheet_name)
    first = 2018 + year
    calendar_year = first + 1 if month < 4 else first
    return f"{calendar_year}-{month:02d}"


def state_of(cell):
    if cell.fill.fill_type == "solid":
        return "休館"
    return MARKS.get(cell.value, "実績")


def tidy(path):
    wb = load_workbook(path)
    year, code, halls = read_definition(wb)
    rows = []
    for ws in wb.worksheets:
        if ws.title == "定義" or ws.sheet_state != "visible":
            continue
        place = {name: i + 1 for i, name in enumerate(flat_header(ws))}
        for row in range(header_rows(ws)[1] + 1, ws.max_row + 1):
            hall = halls.get(hall_key(ws.cell(row, place["施設名"]).value))
            if hall is None:
                continue
            for slot in ["午前", "午後", "夜間"]:
                count = ws.cell(row, place[slot + "_件数"])
                people = ws.cell(row, place[slot + "_人数"])
                state = state_of(count)
                used = state == "実績"
                rows.append(
                    {
                        "年月": month_of(ws.title, year),
                        "全国地方公共団体コード": code,
                        "施設ID": hall[0],
                        "施設名": hall[1],
                        "時間帯": slot,
                        "件数": number_of(count.value) if used else None,
                        "人数": number_of(people.value) if used else None,
                        "状態": state,
                        "備考": ws.cell(row, place["備考"]).value or "",
                    }
                )
    return pd.DataFrame(rows).astype({"件数": "Int64", "人数": "Int64"})
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q6", "locked": true, "points": 18, "schema_version": 3, "solution": false, "task": false}
check("q6")

# %% [markdown]
# `Int64` は、空欄があってもよい整数の列です。次のセルで、時間帯ごとの合計を出してみます。
# 整然データなら、集計は1行です。

# %% nbgrader={"grade": false, "grade_id": "show_tidy", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    print(tidy(BOOK).groupby("時間帯")[["件数", "人数"]].sum())
except Exception:
    print("問5と問6ができると、ここに時間帯ごとの合計が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 0と `-` と空欄のちがいを説明できる
# - [ ] 小計を残すと、何が起きるかを言える
#
# ---
# # 7. 決まりに合うかを調べる
#
# 公共施設一覧のCSVには、書きまちがいが入っています。直す前に、**どの行の何が、どうおかしいか**を表にします。
#
# | 規則 | 正しい形 |
# |---|---|
# | 6桁 | 自治体コードは6桁の数字 |
# | 検査数字 | 6桁のとき、最後の数字が計算と合う |
# | 緯度経度 | 緯度は20から46、経度は122から154 |
# | 電話番号 | 0で始まり、半角の `-` が2つ。数字は10桁か11桁 |
# | 時刻 | `09:00` の形。00:00 から 23:59 |
# | 曜日 | `月火水木金土日` のうちのいくつかを、この順に並べる |
# | ID重複 | 同じIDの行がない。あれば、重なった行を全部知らせる |
#
# ## 例: 検査数字
#
# 「**検査数字**」は、写しまちがいに気づくための最後の数字です。
# 前の5桁に、重み6・5・4・3・2をかけて足します。それを11で割った余りを、11から引きます。
# 答えの1の位が、検査数字です。`%` は、割った余りを出します。

# %% nbgrader={"grade": false, "grade_id": "example_digit", "locked": true, "schema_version": 3, "solution": false, "task": false}
total = sum(int(digit) * weight for digit, weight in zip("00920", [6, 5, 4, 3, 2]))
print("合計", total, "検査数字", (11 - total % 11) % 10)
facilities = load("public_facilities_utf8sig.csv")
facilities.iloc[:3, :4]  # はじめの3行、はじめの4列

# %% [markdown]
# 用意ずみの関数です。どれも、正しければ `True` を返します。

# %% nbgrader={"grade": false, "grade_id": "standard_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
def good_phone(text):
    return re.fullmatch("0[0-9]+-[0-9]+-[0-9]+", text) is not None and len(text.replace("-", "")) in [10, 11]


def good_days(text):
    return text != "" and re.fullmatch("月?火?水?木?金?土?日?", text) is not None


print(good_phone("000-123-4567"), good_days("月水金"), good_days("火月"))

# %% [markdown]
# ## 問7 決まりに合わない行を表にする［10点］
#
# `check_standard(df)` を完成させてください。答えは、まちがい1つを1行にした表です。
#
# - 列は `行`、`項目`、`規則`、`値`、`直し方` です。
# - `行` は、表の上から何行目か（1から）です。`規則` は上の表の言葉です。
# - まちがいがなければ、列だけの表を返します。受け取った表は変えません。
#
# 空らんは4つです。`enumerate(集まり, 1)` は、1から番号を付けます。
# 時刻の形の `[01][0-9]` は「00から19まで」、`|` は「または」という意味です。

# %% nbgrader={"grade": false, "grade_id": "q7_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def good_digit(code):
    total = sum(int(digit) * weight for digit, weight in zip(code, [6, 5, 4, 3, 2]))
    return int(code[5]) == ____


def good_time(text):
    return re.fullmatch(____, text) is not None  # 例 ([01][0-9]|2[0-3]):[0-5][0-9]


def check_standard(df):
    found = []

    def add(row, item, rule, value, how):
        found.append({"行": row, "項目": item, "規則": rule, "値": value, "直し方": how})

    repeated = df["ID"].duplicated(keep=False)  # 重なった行は全部 True
    for row, (line, again) in enumerate(zip(df.to_dict("records"), repeated), 1):
        code = line["全国地方公共団体コード"]
        if re.fullmatch("[0-9]{6}", code) is None:
            add(row, "全国地方公共団体コード", "6桁", code, "先頭の0を補い、6桁の文字にする")
        elif not good_digit(code):
            add(row, "全国地方公共団体コード", "検査数字", code, "市のコードを見直す")
        if not (20 <= float(line["緯度"]) <= 46 and ____):
            add(row, "緯度", "緯度経度", line["緯度"], "緯度と経度が逆でないか見る")
        if not good_phone(line["電話番号"]):
            add(row, "電話番号", "電話番号", line["電話番号"], "0から始まる番号を半角で書く")
        for item in ["開始時間", "終了時間"]:
            if not good_time(line[item]):
                add(row, item, "時刻", line[item], "09:00 のように書く")
        if not good_days(line["利用可能曜日"]):
            add(row, "利用可能曜日", "曜日", line["利用可能曜日"], "月から順に並べる")
        if ____:  # 同じIDがあるとき
            add(row, "ID", "ID重複", line["ID"], "IDを付け直す")
    return pd.DataFrame(found, columns=["行", "項目", "規則", "値", "直し方"])


### BEGIN SOLUTION
def good_digit(code):
    total = sum(int(digit) * weight for digit, weight in zip(code, [6, 5, 4, 3, 2]))
    return int(code[5]) == (11 - total % 11) % 10


def good_time(text):
    return re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", text) is not None


def check_standard(df):
    found = []

    def add(row, item, rule, value, how):
        found.append({"行": row, "項目": item, "規則": rule, "値": value, "直し方": how})

    repeated = df["ID"].duplicated(keep=False)
    for row, (line, again) in enumerate(zip(df.to_dict("records"), repeated), 1):
        code = line["全国地方公共団体コード"]
        if re.fullmatch("[0-9]{6}", code) is None:
            add(row, "全国地方公共団体コード", "6桁", code, "先頭の0を補い、6桁の文字にする")
        elif not good_digit(code):
            add(row, "全国地方公共団体コード", "検査数字", code, "市のコードを見直す")
        if not (20 <= float(line["緯度"]) <= 46 and 122 <= float(line["経度"]) <= 154):
            add(row, "緯度", "緯度経度", line["緯度"], "緯度と経度が逆でないか見る")
        if not good_phone(line["電話番号"]):
            add(row, "電話番号", "電話番号", line["電話番号"], "0から始まる番号を半角で書く")
        for item in ["開始時間", "終了時間"]:
            if not good_time(line[item]):
                add(row, item, "時刻", line[item], "09:00 のように書く")
        if not good_days(line["利用可能曜日"]):
            add(row, "利用可能曜日", "曜日", line["利用可能曜日"], "月から順に並べる")
        if again:
            add(row, "ID", "ID重複", line["ID"], "IDを付け直す")
    return pd.DataFrame(found, columns=["行", "項目", "規則", "値", "直し方"])
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q7", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q7")

# %% [markdown]
# **できましたか**
#
# - [ ] まちがいの表を、担当の人にそのまま渡せそうだと思った
# - [ ] 機械が見つけたものを、勝手に直さない理由を言える
#
# ---
# # 公開するファイルを作る
#
# 直した表は、次の `export` でCSVにできます。点には関係しません。自由に使ってください。
# `for_excel=True` のときは、Excelで開いても文字化けしない `utf-8-sig` で書きます。
# `=` や `+` や `@` で始まる文字は、式として動かないように、頭に `'` を付けます。

# %% nbgrader={"grade": false, "grade_id": "export_tool", "locked": true, "schema_version": 3, "solution": false, "task": false}
def export(df, path="output.csv", for_excel=True):
    """表をCSVに書く。文字は文字のまま残す"""

    def safe(value):
        return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "@") else value

    result = df.map(safe) if for_excel else df
    result.to_csv(path, index=False, encoding="utf-8-sig" if for_excel else "utf-8")

# %% [markdown]
# ## 記述 データ定義書［10点］
#
# 問6の表を市のページで公開することになりました。知らない人が正しく使えるように、説明を400字くらいで書いてください。
#
# 1. **項目**: 列の名前と、意味
# 2. **型と単位**: 文字か整数か、件か人か
# 3. **空欄の意味**: 件数が空のとき、何を見ればよいか
# 4. **更新日と連絡先**: いつの数字で、どこに聞くか（課の名前まで。人の名前は書きません）
# 5. **文字コード**: 何で書いたか
# 6. **わからないこと**: この表からは言えないこと
#
# 採点する人は、事実と意見の区別40%、具体性40%、読みやすさ20%の重みで見ます。
#
# 次のセルをダブルクリックし、「（ここに書いてください）」を消して書きます。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 10, "schema_version": 3, "solution": true, "task": false}
# **データ定義書　公民館利用状況**
#
# 1. 項目:
#
# 2. 型と単位:
#
# 3. 空欄の意味:
#
# 4. 更新日と連絡先:
#
# 5. 文字コード:
#
# 6. わからないこと:

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
# 1. **自分の課のブックを診断する** ブックを左のファイルの一覧に引っぱって入れ、新しいセルで `audit("ファイル名.xlsx")` を動かします。名前や住所の入ったブックは使わないでください。
# 2. **CSVを安全に読む** `read_any_csv("ファイル名.csv")` なら、文字化けと先頭の0の消えを防げます。
# 3. **和暦をそろえる** `parse_jp_date` は、ほかの表でもそのまま使えます。
#
# ## Excelでできること
#
# - [表はテーブルにする](tips/09-excel-table.md): 行を足しても、式や色が自動で続きます
# - [1行1件・1セル1データ](tips/10-one-row-one-case.md): 計算できる表の形
# - [結合の代わりに「選択範囲内で中央」](tips/11-center-across.md): 見た目を変えずに、結合をやめる
# - [入力規則で選択肢をそろえる](tips/12-choices.md): 表記ゆれを、入れるときに防ぐ
# - [CSVを開く正しい手順](tips/15-open-csv.md)、[和暦と西暦をそろえる](tips/16-dates.md)
#
# ## 担当の人へのひとこと
#
# > 「見る表は、そのまま使いましょう。そのとなりに、計算用の表を1枚だけ足しませんか」
#
# 神エクセルをやめさせるのが目的ではありません。**1行1件の元の表**があれば、見る表はそこから作れます。
#
# おつかれさまでした。メニューの「カーネル」から「カーネルを再起動 と すべてのセルを実行…」を選びます。
# 上から下まで動いたら、`Ctrl` と `S` で保存し、講師の案内のとおりに提出してください。
