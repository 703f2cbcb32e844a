# %% [markdown]
# # はじめてのJupyter: 表計算から一歩
#
# **潮見野市 DXラボ ／ リーダー研修 第1期 ／ 約4時間**
#
# > 「手続きの件数を、12支所ぶん、2年ぶん。全部まとめてお願いします」
# >
# > 情報政策課の係長、灯さんから、渚さんに表が届きました。行は2,000をこえています。
# > 「Excelでもできます。でも、来月も、来年も同じことをしますよね。
# > **一度書けば、何度でも同じ手順で計算できる**やり方を、一緒に覚えませんか」
#
# この実習は、プログラムを書いたことがない人のための、最初の4時間です。
# 計算の手順を、コンピューターにわかる言葉で書いたものを「**プログラム**」といいます。
# 潮見野市も、そのデータも、研修のために作った架空のものです。
#
# **終わると、できるようになること**
#
# 1. 計算の手順を書いて動かし、はじめからやり直せる。
# 2. エラー（うまく動かなかったときの知らせ）を読んで、自分で直せる。
# 3. 番号の先頭のゼロを失わずに、表を開ける。
# 4. 表を年度ごとにまとめ、棒グラフにできる。
#
# ## 3つの速さ
#
# 進み方は、人によってちがって当たり前です。次の3つから選んでください。途中で変えてかまいません。
# **問題も、確認も、点数も、どの速さでも同じです。**
#
# | 速さ | 進め方 | こんなとき |
# |---|---|---|
# | こつこつ | 本文を全部読み、例を動かす。骨組みの空らんを埋める。ヒントも開く | プログラムは初めて |
# | ふつう | 例を動かし、骨組みの空らんを埋める。困ったら本文にもどる | Excelの関数をよく使う |
# | はやい | 「問」の説明だけを読む。骨組みを消して、自分の書き方で書く | 書いたことがある |
#
# 「**骨組み**」とは、答えのセルに初めから書いてある、途中までの答えです。
# 空らん `____`（下線4つ）が2〜3個あるので、消して、自分の答えに書きかえます。
# 空らんのない行は、読めなくても、そのまま使えます。
#
# どの速さでも、灰色のわくは**上から全部**実行してください。下の問題で使うものを、上で用意しています。
#
# まず、次の灰色のわくの中を1回クリックしてください。
# それから、`Shift` キーを押したまま `Enter` キーを押します。道具がそろうまで、10秒ほど待つことがあります。
# 中に書いてあることは、いまは読めなくてかまいません。使う道具を並べているだけです。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO

import matplotlib.pyplot as plt
import pandas as pd

from dxlab import *

start()

# %% [markdown]
# すぐ上に、青いわくが出ましたか。これで、あなたはプログラムを1つ動かしました。
#
# | 部 | 中身 | 問題 | めやす |
# |---|---|---|---|
# | 0 | 画面に慣れる | － | 40分 |
# | 1 | 名前と値の組 | 問1 | 20分 |
# | 2 | 関数と四捨五入 | 問2 | 30分 |
# | 3 | 表を安全に開く | 問3 | 25分 |
# | 4 | しぼる・まとめる・並べる | 問4 | 30分 |
# | 5 | 年度 | 問5 | 25分 |
# | 6 | 月ごとの合計 | 問6 | 25分 |
# | 7 | エラーを読む | 問7 | 20分 |
# | 8 | 図にして、伝える | 問8・記述 | 25分 |
#
# 一度に終えなくて大丈夫です。区切りには「できましたか」があります。
# 四角（□）は押せません。自分の言葉で言えるか、声に出して確かめてください。
#
# ---
# # 0. 画面に慣れる
#
# ## 0.1 セルを動かす
#
# この画面は、文章と計算を並べて書けるノートです。「**ノートブック**」といいます。
# 1つずつの区切りを「**セル**」といいます。Excelのセルより、ずっと大きな箱です。
#
# - 左に `[ ]` が付いた灰色のセルには、計算の指示が書いてあります。この指示を「**コード**」といいます。
# - コードを書く言葉は「Python」（パイソン）です。
# - `Shift` と `Enter` で動かすと、すぐ下に結果が出ます。これを「**実行**」といいます。
#
# 文章のセルを2回クリックすると、文字だけの見た目に変わります。あわてずに `Shift` と `Enter` を押せば、もどります。
#
# 次のセルを実行してください。`print( )` は、かっこの中を画面に出す命令です。
# `" "` で囲んだものは、**文字**として、そのまま出ます。

# %% nbgrader={"grade": false, "grade_id": "hello", "locked": true, "schema_version": 3, "solution": false, "task": false}
print("こんにちは、潮見野市")

# %% [markdown]
# 計算もできます。足し算は `+`、引き算は `-`、かけ算は `*`、割り算は `/` です。
#
# > **実際のまちでも** 2021年5月19日に「自治体DX実践者の集い」がありました。
# > Zoom（ズーム）で約30人、動画サイトのユーチューブで約250人が参加しました。
# > <br>出典: 企画資料 002（資料番号 F-13）
#
# 合わせて何人でしょうか。`#` から右は、人のためのメモです。計算には使われません。

# %% nbgrader={"grade": false, "grade_id": "add", "locked": true, "schema_version": 3, "solution": false, "task": false}
30 + 250  # 合わせた人数

# %% [markdown]
# `print` を書かなくても、**最後の行の値**は下に出ます。
#
# ## 0.2 値に名前を付ける
#
# 数を何度も打つと、まちがえます。そこで、値に名前を付けます。名前を付けた値を「**変数**」といいます。
# `=` は「右の値に、左の名前を付ける」という意味です。「等しい」ではありません。
#
# > **実際のまちでも** ある研修では、170人ほどの募集に、150人ほどが応募しました。
# > <br>出典: 企画資料 003（資料番号 F-19）

# %% nbgrader={"grade": false, "grade_id": "variables", "locked": true, "schema_version": 3, "solution": false, "task": false}
places = 170  # 募集した人数
applied = 150  # 応募した人数
print("募集に対する応募の割合:", round(applied / places * 100), "%")

# %% [markdown]
# `round( )` は、小数を丸める命令です。丸め方にはくせがあります。第2部で確かめます。
#
# **自分で打ってみましょう。** 応募が120人だったら、何％でしょうか。
#
# 1. 上の灰色のセルを1回クリックします。
# 2. ノートのすぐ上に、小さな絵が横に並んでいます。左から2つめの `＋` を押します。下に新しいセルができます。
# 3. 次のとおりに打って、実行します。英字と記号は**半角**で打ちます。
#
# ```python
# applied = 120
# print(round(applied / places * 100), "%")
# ```
#
# 初めからある灰色のセルは、まちがえて消さないように、書きかえられなくしてあります。
# 試したいときは、いつも新しいセルを作ってください。何度試しても、こわれるものはありません。
# いらなくなったセルは、右上のごみ箱の絵を押すと消えます。
#
# ## 0.3 実行した順番と、カーネル
#
# 実行すると、左の `[ ]` に番号が入ります。**実行した順番**の番号です。
# 上にあるセルが先とは限りません。実行していないセルの変数は、まだ存在しません。
#
# 計算しているのは、画面の裏にいる「**カーネル**」です。カーネルは、変数を覚えておく係です。
# カーネルを起動し直すと、変数を全部忘れます。書いた文字は消えません。これを「**再起動**」といいます。
#
# | したいこと | やり方 |
# |---|---|
# | ここまでを、上から実行し直す | メニューの「実行」→「選択したセルの上にあるすべてを実行」 |
# | 全部忘れて、上から実行し直す | メニューの「カーネル」→「カーネルを再起動 と すべてのセルを実行…」 |
# | 新しいセルを作る | すぐ上になるセルをクリックして、絵の並びの `＋` を押す |
# | 保存する | `Ctrl` と `S` |
#
# **やってみましょう。** メニューの「カーネル」から「カーネルを再起動…」を選び、「再起動」を押します。
# 次のセルを実行すると、`places` を忘れていることがわかります。

# %% nbgrader={"grade": false, "grade_id": "remembered", "locked": true, "schema_version": 3, "solution": false, "task": false}
if "places" in globals():
    print("places を覚えています。値は", places, "です。")
else:
    print("places を忘れています。上のセルを、順番に実行し直しましょう。")

# %% [markdown]
# 忘れていたら、このセルをクリックし、「選択したセルの上にあるすべてを実行」を選んでください。
# 時間をおいて開き直したときも、同じようにして続きから始められます。
#
# ## 0.4 文字と数
#
# `150` は数です。`"150"` は文字です。見た目は似ていますが、計算するとちがいます。
# 次のセルで、`str` は文字、`int` は整数という種類の名前です。

# %% nbgrader={"grade": false, "grade_id": "text_and_number", "locked": true, "schema_version": 3, "solution": false, "task": false}
number = 150
letters = "150"
print(number + 20)  # 数どうしは、足し算
print(letters + "20")  # 文字どうしは、つなぎ合わせ
print(int(letters) + 20)  # int( ) は、文字を整数に直す
print(type(number), type(letters))  # type( ) は、種類を調べる

# %% [markdown]
# 文字と数を `+` でまぜると、エラーになります。Excelは気をきかせますが、Pythonは止まって知らせます。
#
# ## 0.5 リストと表
#
# 値を順に並べたものを「**リスト**」といいます。`[ ]` で囲み、`,` で区切ります。
# 横の並びを「**行**」、縦の並びを「**列**」といい、行と列を組み合わせたものが「**表**」です。
#
# > **実際のまちでも** ある市のリーダー研修の人数です。令和3年度は男18人・女2人、平均35歳でした。
# > 令和4年度は男8人・女12人、平均33歳でした。
# > <br>出典: 企画資料 001（資料番号 F-11）

# %% nbgrader={"grade": false, "grade_id": "first_table", "locked": true, "schema_version": 3, "solution": false, "task": false}
leaders = pd.DataFrame(
    {
        "year": ["令和3年度", "令和4年度"],
        "men": [18, 8],
        "women": [2, 12],
        "mean_age": [35, 33],
    }
)
leaders

# %% [markdown]
# `pd` は、表を扱う道具の名前です。いちばん左の 0 と 1 は、行の番号です。Pythonは0から数えます。
# 列の名前は英語にしました。打ちやすく、全角と半角をまちがえないためです。
#
# `leaders["women"]` は「表 `leaders` の `women` の列」です。列ごと、まとめて計算できます。

# %% nbgrader={"grade": false, "grade_id": "first_column", "locked": true, "schema_version": 3, "solution": false, "task": false}
leaders["women"] / (leaders["men"] + leaders["women"]) * 100  # 女性の割合（％）

# %% [markdown]
# 右の数が答えです。いちばん下の `dtype: float64` は「値は小数です」という意味です。
# 1割から6割に増えました。Excelなら式を下に写すところですが、1行で全部の行を計算しています。
#
# ## 0.6 わざと、エラーを出してみる
#
# 新しいセルを作り、次のとおりに打って、実行してください。わざと、つづりをまちがえています。
#
# ```python
# pritn("こんにちは")
# ```
#
# 赤い説明が出ましたか。**何もこわれていません。** どこで、なぜ止まったのかを知らせる手紙です。
# 読んで、`print` に直し、もう一度実行すれば動きます。
#
# ## 0.7 この実習の道具
#
# | したいこと | やり方 |
# |---|---|
# | 答えを確かめる | `check("q1")` のセルを実行する。何度でもできます |
# | ヒントを見る | 新しいセルに `hint("q1")` と書いて実行する。点は減りません |
# | はじめの骨組みにもどす | 答えのセルの中を全部消し、`reset("q1")` とだけ書いて実行する |
# | 進み具合を見る | 新しいセルに `progress()` と書いて実行する |
# | 列の意味を見る | 新しいセルに `dictionary("branches.csv")` と書いて実行する |
#
# `"q1"` は問1のことです。問3なら `"q3"` と書きます。
# 直したら、**答えのセルを先に**実行します。それから `check` のセルを実行します。
#
# **できましたか**
#
# - [ ] セルを実行して、結果を出せた
# - [ ] 再起動すると何を忘れ、何が残るかを言える
# - [ ] `150` と `"150"` のちがいを言える

# %% [markdown]
# ---
# # 1. 名前と値の組
#
# ## 例: 辞書
#
# 名前と値を組にして並べたものを「**辞書**」といいます。`{ }` で囲み、`名前: 値` を `,` で区切ります。
# 名前をいうと、値が返ってきます。

# %% nbgrader={"grade": false, "grade_id": "example_dict", "locked": true, "schema_version": 3, "solution": false, "task": false}
visitors = {"午前": 12, "午後": 20}
print(visitors["午後"])  # 「午後」の値
print(visitors.values())  # 値だけを並べる
print(sum(visitors.values()))  # 値の合計

# %% [markdown]
# `sum( )` は合計です。Excelの `SUM`（サム）と同じ働きです。
#
# ## 問1 研修の時間［6点］
#
# > **実際のまちでも** 研修の計画では、講義が30〜40時間、演習が30〜40時間です。
# > 課題解決プロジェクトは80〜100時間、次年度の政策提案は20時間です。
# > 全部で約200時間といわれています。
# > <br>出典: 企画資料 000、001（資料番号 F-05、F-06）
#
# 4つの段階の時間を、辞書 `phase_hours` に入れてください。合計を `total` に入れます。
#
# - 名前は `"講義"`、`"演習"`、`"課題解決プロジェクト"`、`"政策提案"` です。
# - 幅があるものは、**長い方**を使います。
# - 値は時間の数です。`"40時間"` のような文字にはしません。
# - `total` は、辞書の値から計算します。
#
# 空らんは2つです。1つめの空らんには、次の形を写して、`？` を数に変えます。
#
# ```python
# {"講義": 40, "演習": ？, "課題解決プロジェクト": ？, "政策提案": 20}
# ```

# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
phase_hours = ____  # 4つの組の辞書
total = ____  # 値の合計


### BEGIN SOLUTION
phase_hours = {
    "講義": 40,
    "演習": 40,
    "課題解決プロジェクト": 100,
    "政策提案": 20,
}
total = sum(phase_hours.values())
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# **できましたか**
#
# - [ ] 合計が、計画の「約200時間」と同じになった
# - [ ] `" "` で囲むものと囲まないもののちがいを言える

# %% [markdown]
# ---
# # 2. 関数と四捨五入
#
# ## 2.1 `round` のくせ
#
# 次の結果を、実行する前に予想してください。四捨五入なら、1、2、3、4のはずです。

# %% nbgrader={"grade": false, "grade_id": "round_habit", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(round(0.5), round(1.5), round(2.5), round(3.5))

# %% [markdown]
# `round` は、ちょうど真ん中のとき、**偶数の方**に丸めます。「銀行型の丸め」ともいいます。
# たくさん足すときに、かたよりにくい丸め方です。でも、市役所で使う四捨五入とはちがいます。
#
# 料金や補助金の端数をどう丸めるかは、条例や要綱に書いてあります。先に確かめてから計算します。
#
# ## 2.2 小数も、少しずれている
#
# コンピューターの中では、数を0と1だけで表しています。
# 0.1のような小数は、ぴったり表せません。そのため、わずかにずれます。

# %% nbgrader={"grade": false, "grade_id": "float_habit", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(0.1 + 0.2)
print(Decimal("0.1") + Decimal("0.2"))

# %% [markdown]
# `Decimal( )` は、小数を**書いたとおり**に扱う道具です。`"0.1"` のように、文字で渡します。
# 四捨五入は、次のように書きます。`quantize` は「そろえる」という意味です。
#
# - 1つめのかっこの中は、そろえる位です。`Decimal(1)` なら1の位です。
# - `ROUND_HALF_UP` は「真ん中なら、0から遠い方へ」です。つまり四捨五入です。

# %% nbgrader={"grade": false, "grade_id": "example_quantize", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(Decimal("2.5").quantize(Decimal(1), rounding=ROUND_HALF_UP))
print(Decimal("-2.5").quantize(Decimal(1), rounding=ROUND_HALF_UP))


# %% [markdown]
# ## 2.3 手順に名前を付ける: 関数
#
# 同じ手順を何度も使うときは、手順に名前を付けます。これを「**関数**」といいます。
# Excelの `SUM` も関数です。Pythonでは、**自分の関数を作れます**。

# %% nbgrader={"grade": false, "grade_id": "example_function", "locked": true, "schema_version": 3, "solution": false, "task": false}
def with_tax(price):
    tax = price * 0.1
    return price + tax


print(with_tax(1000))  # 小数のかけ算をしたので、答えも 1100.0 のように小数になる
print(with_tax(250))


# %% [markdown]
# | 書いたもの | 意味 |
# |---|---|
# | `def with_tax(price):` | `with_tax` という関数を作る。値を1つ受け取り、`price` と呼ぶ。最後に `:` を付ける |
# | 行の頭の空白4つ | ここから関数の中身、というしるし。「**字下げ**」といいます |
# | `return price + tax` | `return`（リターン）の右が、関数の答えになる |
# | `with_tax(1000)` | 関数を使う。`price` に 1000 が入る |
#
# `print` は画面に出すだけです。`return` は、答えを**次の計算に渡します**。
# 関数にしておけば、別の数でも、来年の表でも、同じ手順が使えます。
# 採点でも、別の値をあなたの関数に入れて確かめます。
#
# ## 問2 四捨五入の関数［10点］
#
# 四捨五入した数を返す関数 `yen_round(x, digits=0)` を書いてください。
#
# | 使い方 | 答え |
# |---|---|
# | `yen_round(2.5)` | 3 |
# | `yen_round(-2.5)` | -3 |
# | `yen_round(1250, -2)` | 1300（百の位にそろえる） |
# | `yen_round("0.125", 2)` | 0.13（小数の2けたにそろえる） |
#
# - `digits=0` は、けたを省いたときに0を使う、という意味です。
# - `x` は、数でも、`"2.5"` のような文字でも、`Decimal` でも受け取ります。
# - 答えは数です。`3` と `3.0` は同じ数なので、どちらでもかまいません。
#
# 空らんは3つです。`str( )` は、値を文字に直します。`float( )` は、小数もある数に直します。
# `unit` の行は、そろえる位を作っています。`digits` が0なら1、−2なら100、2なら0.01になります。

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def yen_round(x, digits=0):
    unit = Decimal(1).scaleb(-digits)  # そろえる位
    rounded = Decimal(str(____)).quantize(unit, rounding=____)
    return float(____)


### BEGIN SOLUTION
def yen_round(x, digits=0):
    unit = Decimal(1).scaleb(-digits)
    rounded = Decimal(str(x)).quantize(unit, rounding=ROUND_HALF_UP)
    return float(rounded)
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% [markdown]
# **できましたか**
#
# - [ ] `round(2.5)` が2になる理由を言える
# - [ ] `return` と `print` のちがいを言える

# %% [markdown]
# ---
# # 3. 表を安全に開く
#
# ## 3.1 CSVと文字コード
#
# 値を `,` で区切って並べた、文字だけのファイルを「**CSV**」といいます。
# Excelでも開けますが、色や式は入りません。システムどうしの受け渡しに、よく使われます。
#
# 文字を番号で表す決まりを「**文字コード**」といいます。市役所でよく見るのは、次の2つです。
#
# | 書き方 | どんなファイルか |
# |---|---|
# | `"utf-8-sig"` | いまの主流のUTF-8。先頭に見えない印（BOM、ボム）があっても読めます |
# | `"cp932"` | 昔からのWindowsの日本語。Excelでふつうに保存したCSVは、たいていこれです |
#
# 合わない決まりで開くと、文字化けするか、エラーで止まります。
#
# ## 3.2 消える先頭のゼロ
#
# 次のセルは、小さなCSVを文字で作り、2通りの開き方を比べます。
# `StringIO( )` は、文字をファイルの代わりにする道具です。`\n` は改行です。
# 書き方は読めなくてかまいません。下に出た結果を見比べてください。

# %% nbgrader={"grade": false, "grade_id": "example_zeros", "locked": true, "schema_version": 3, "solution": false, "task": false}
text = "code,name,postal\n01,本庁,0000001\n02,緑が丘,0000002\n"
print("ふつうに開く")
print(pd.read_csv(StringIO(text)))
print()
print("文字のまま開く")
print(pd.read_csv(StringIO(text), dtype=str))

# %% [markdown]
# `pd.read_csv( )` は、CSVを開いて表にする命令です。ふつうに開くと、`01` が `1` になりました。
# 番号を「数」と思いこんだからです。`dtype=str` と書くと、全部の列を**文字のまま**開きます。
#
# **計算しない番号は、文字で持ちます。** 郵便番号、電話番号、支所の番号、職員番号などです。
# Excelで開くときのやり方は、[CSVを開く正しい手順](tips/15-open-csv.md)にあります。
# 押すと、別の画面で開きます。読み終えたら、上に並んだ見出しの `×` で閉じると、ここにもどれます。


# %% [markdown]
# ## 問3 文字のまま開く関数［10点］
#
# CSVを、全部の列を文字のまま開く関数 `load_branches(path, encoding="utf-8-sig")` を書いてください。
#
# - `path` は、ファイルの場所と名前です（例 `"data/branches.csv"`）。
# - `encoding`（エンコーディング）は文字コードです。省いたら `"utf-8-sig"` を使います。
# - 受け取った `path` と `encoding` を使います。ファイルの名前を決めうちにしません。
# - 開いた表を返します。
#
# 空らんは2つです。

# %% nbgrader={"grade": false, "grade_id": "q3_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def load_branches(path, encoding="utf-8-sig"):
    return pd.read_csv(path, dtype=____, encoding=____)


### BEGIN SOLUTION
def load_branches(path, encoding="utf-8-sig"):
    return pd.read_csv(path, dtype=str, encoding=encoding)
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q3", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q3")

# %% nbgrader={"grade": false, "grade_id": "show_branches", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:  # try と except は、問3がまだのときに止まらないための見張り（第7部で説明します）
    print(load_branches("data/branches.csv").head())  # head( ) は、最初の5行
except Exception:
    print("問3ができると、ここに支所の表が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 先頭のゼロが消える理由を言える
# - [ ] 文字で持つ番号の例を、自分の仕事から1つ言える

# %% [markdown]
# ---
# # 4. しぼる・まとめる・並べる
#
# ## 4.1 2つの表
#
# ここからは、`load( )` でこの実習のデータを開きます。列ごとに、数か文字かを決めてあります。
# 2つめの表には支所の名前がないので、1つめの表から持ってきます。ExcelのXLOOKUPにあたります。

# %% nbgrader={"grade": false, "grade_id": "load_data", "locked": true, "schema_version": 3, "solution": false, "task": false}
branches = load("branches.csv")
counts = load("monthly_procedures.csv")
counts = counts.merge(
    branches[["branch_code", "branch_name"]],
    on="branch_code",
    validate="many_to_one",  # 支所の番号に重なりがないか、確かめる
)
print("行の数:", len(counts))  # len( ) は、行や物の数を数える
counts.head()

# %% [markdown]
# 1行は「ある月の、ある支所の、ある手続き」です。
#
# | 列の名前 | 意味 |
# |---|---|
# | `ym` | 年と月。`2025-07` のように書いた**文字**です |
# | `branch_code` | 支所の番号。`B01` から `B12` まで |
# | `procedure` | 手続きの種類。8種類あります |
# | `count` | 件数。オンラインの分も入っています |
# | `online_count` | そのうち、オンラインで申し込まれた件数 |
# | `branch_name` | 支所の名前 |
#
# `online_count` は `count` の**内数**です。足すと、二重に数えてしまいます。
#
# ## 4.2 例: 小さな表で3つの動作
#
# 小さな表 `mini` で練習します。4月は、支所ごとに2行ずつあります。5月は1行ずつです。

# %% nbgrader={"grade": false, "grade_id": "example_mini", "locked": true, "schema_version": 3, "solution": false, "task": false}
mini = pd.DataFrame(
    {
        "ym": ["2025-04", "2025-04", "2025-04", "2025-04", "2025-05", "2025-05"],
        "branch_name": ["山手", "山手", "川上", "川上", "山手", "川上"],
        "count": [30, 5, 20, 40, 12, 9],
    }
)
mini

# %% [markdown]
# **① しぼる** Excelのフィルターにあたります。`[ ]` の中に条件を書きます。
# 等しいかどうかは `==`（イコール2つ）で調べます。

# %% nbgrader={"grade": false, "grade_id": "example_filter", "locked": true, "schema_version": 3, "solution": false, "task": false}
april = mini[mini["ym"] == "2025-04"]
april

# %% [markdown]
# **② まとめる** Excelのピボットテーブルにあたります。`groupby`（グループバイ）の後ろに、
# まとめる列と、足す列を書きます。`as_index=False` は、ふつうの表の形で返す、という意味です。

# %% nbgrader={"grade": false, "grade_id": "example_group", "locked": true, "schema_version": 3, "solution": false, "task": false}
totals = april.groupby("branch_name", as_index=False)["count"].sum()
totals

# %% [markdown]
# **③ 並べる** `sort_values` に、並べる列を書きます。`ascending=False` は、大きい順です。
# 小さい順なら `True` です。列が2つなら、リストで `["1つめの列", "2つめの列"]` のように書きます。
# 1つめが同じ値のときに、2つめの列の順になります。左の番号は、並べる前の行の番号のままです。

# %% nbgrader={"grade": false, "grade_id": "example_sort", "locked": true, "schema_version": 3, "solution": false, "task": false}
ordered = totals.sort_values(["count", "branch_name"], ascending=[False, True])
print(ordered)
print(ordered["branch_name"].head(1).tolist())  # 上から1つをリストにする


# %% [markdown]
# ## 問4 混んでいる支所［10点］
#
# ある月に件数の合計が多い支所の名前を、多い順に `n` 個返す関数 `busiest(df, ym, n)` を書いてください。
#
# - `df` は `counts` と同じ列を持つ表、`ym` は月（例 `"2025-04"`）、`n` は個数です。
# - 件数は `count` だけを使います。
# - 同じ件数の支所は、番号（`branch_code`）の小さい順にします。
# - 答えは、名前のリストです。`n` が支所の数より大きいときは、全部の支所を返します。
#
# 空らんは3つです。番号と名前の両方でまとめるので、番号でも並べられます。

# %% nbgrader={"grade": false, "grade_id": "q4_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def busiest(df, ym, n):
    one_month = df[df["ym"] == ____]
    totals = one_month.groupby(["branch_code", "branch_name"], as_index=False)["count"].sum()
    ordered = totals.sort_values(["count", "branch_code"], ascending=____)
    return ordered["branch_name"].head(____).tolist()


### BEGIN SOLUTION
def busiest(df, ym, n):
    one_month = df[df["ym"] == ym]
    totals = one_month.groupby(["branch_code", "branch_name"], as_index=False)["count"].sum()
    ordered = totals.sort_values(["count", "branch_code"], ascending=[False, True])
    return ordered["branch_name"].head(n).tolist()
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q4", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q4")

# %% nbgrader={"grade": false, "grade_id": "show_busiest", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    print("2025年4月に多かった3支所:", "、".join(busiest(counts, "2025-04", 3)))
except Exception:
    print("問4ができると、ここに支所の名前が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] しぼる・まとめる・並べるが、Excelの何にあたるかを言える
# - [ ] 同じ件数のときの順番を決めておく理由を言える

# %% [markdown]
# ---
# # 5. 年度
#
# 役所の1年は、4月に始まります。2026年3月は、2025年度（令和7年度）です。
# Pythonは年度を知りません。そこで、年度を出す関数を作ります。
#
# ## 例: もし〜なら
#
# `if`（イフ）の行の条件に合うときだけ、字下げした行が動きます。行の終わりに `:` を付けます。
# `>=` は「以上」、`<` は「より小さい」です。`return` まで来ると、関数はそこで終わります。

# %% nbgrader={"grade": false, "grade_id": "example_if", "locked": true, "schema_version": 3, "solution": false, "task": false}
def season(month):
    if month >= 7:
        return "後半"
    return "前半"


print(season(7), season(6))

# %% [markdown]
# ## 例: 日付から年と月を取り出す
#
# `pd.Timestamp( )`（タイムスタンプ）は、文字や日付を、年・月・日のわかる日付に直します。

# %% nbgrader={"grade": false, "grade_id": "example_timestamp", "locked": true, "schema_version": 3, "solution": false, "task": false}
day = pd.Timestamp("2026-03-31")
print(day.year, day.month, day.day)


# %% [markdown]
# ## 問5 年度の関数［12点］
#
# 関数を2つ書いてください。
#
# 1. `fiscal_year(d)`（8点）: 日付 `d` の年度を、西暦の数で返します。
#    - `d` は `"2025-05"` や `"2026-03-31"` のような文字か、日付です。
#    - 2025年5月は 2025、2026年3月も 2025 です。
# 2. `fiscal_order(month)`（4点）: 月の、年度の中での順番を返します。
#    - 4月は 1、5月は 2、……、12月は 9、1月は 10、3月は 12 です。
#
# 空らんは3つです。1月から3月は、前の年の年度になります。

# %% nbgrader={"grade": false, "grade_id": "q5_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fiscal_year(d):
    day = pd.Timestamp(d)
    if day.month >= ____:
        return day.year
    return ____  # 1月から3月のとき


def fiscal_order(month):
    if month >= 4:
        return month - 3
    return ____  # 1月から3月のとき


### BEGIN SOLUTION
def fiscal_year(d):
    day = pd.Timestamp(d)
    if day.month >= 4:
        return day.year
    return day.year - 1


def fiscal_order(month):
    if month >= 4:
        return month - 3
    return month + 9
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q5", "locked": true, "points": 12, "schema_version": 3, "solution": false, "task": false}
check("q5")

# %% [markdown]
# 2つの関数ができたら、次のセルで確かめましょう。2025年度の1年分の日付を、全部あなたの関数に入れます。

# %% nbgrader={"grade": false, "grade_id": "show_fiscal", "locked": true, "schema_version": 3, "solution": false, "task": false}
calendar = load("calendar.csv")  # 市役所の1年の表。1行が1日
try:
    years = calendar["date"].apply(fiscal_year)  # 日付の1つずつに、関数を使う
    print(len(calendar), "日分の年度:", years.unique())  # 重なりを除いて並べる
    print("最初の日の月は", fiscal_order(4), "番め、最後の日の月は", fiscal_order(3), "番め")
except Exception:
    print("問5ができると、ここに1年分の年度が出ます。")

# %% [markdown]
# 年度が 2025 だけなら、うまくいっています。2つ出たら、年度の境目を見直しましょう。
#
# **できましたか**
#
# - [ ] 3月31日と4月1日で、年度が変わることを確かめた
# - [ ] `if` の行と、字下げした行の関係を言える

# %% [markdown]
# ---
# # 6. 月ごとの合計
#
# ## 6.1 月の順番のわな
#
# `"4月"` や `"10月"` は文字です。文字のまま並べると、どうなるでしょうか。`sorted( )` は並べる命令です。

# %% nbgrader={"grade": false, "grade_id": "sorting_trap", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(sorted(["4月", "5月", "10月", "11月", "1月"]))

# %% [markdown]
# 左の1文字から比べるので、`"10月"` が `"4月"` より前に来ます。年度の順にもなりません。
# そこで、正しい順番のリスト `MONTHS` を1つ作り、それに合わせて並べます。
# 見出しを作る関数 `month_label` も用意しました。`""" """` で囲んだ行は、関数の説明書きです。

# %% nbgrader={"grade": false, "grade_id": "month_names", "locked": true, "schema_version": 3, "solution": false, "task": false}
MONTHS = ["4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月"]


def month_label(ym):
    """年月の文字から、「4月」のような見出しを作る"""
    return str(pd.Timestamp(ym).month) + "月"


print(month_label("2025-04"), month_label("2026-01"))

# %% [markdown]
# ## 6.2 例: 順番をそろえ、ない月を0にする
#
# 小さな表 `mini` で試します。`.apply(関数)` は、列の値の1つずつに関数を使います。
# ここでは、新しい列 `month` を作っています。元の表を変えないように、`.copy()` で写しを作ります。

# %% nbgrader={"grade": false, "grade_id": "example_apply", "locked": true, "schema_version": 3, "solution": false, "task": false}
practice = mini.copy()
practice["month"] = practice["ym"].apply(month_label)
practice.head(3)

# %% [markdown]
# `month` でまとめて合計します。`.reindex(リスト)` は、リストの順に並べ直します。
# 表にない月は空になりますが、`fill_value=0` と書くと0になります。

# %% nbgrader={"grade": false, "grade_id": "example_reindex", "locked": true, "schema_version": 3, "solution": false, "task": false}
practice.groupby("month")["count"].sum().reindex(["4月", "5月", "6月"], fill_value=0)

# %% [markdown]
# このように、見出しの付いた1列を「**シリーズ**」といいます。左が見出し、右が値です。
# いちばん下の `int64` は「値は整数です」という意味です。
#
# ## 問6 年度の月ごとの合計［14点］
#
# 年度 `fy` の、月ごとの件数の合計を返す関数 `monthly_total(df, fy)` を書いてください。
#
# - 答えは、見出しが `4月` から `3月` まで、12個のシリーズです。順番は年度の順です。
# - 件数は `count` だけを使います。ほかの年度の行は入れません。
# - 行が1つもない月は、0にします。
# - 受け取った表 `df` は変えません。
#
# 空らんは3つです。問5の `fiscal_year` を使っています。

# %% nbgrader={"grade": false, "grade_id": "q6_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def monthly_total(df, fy):
    rows = df.copy()  # 元の表を変えないための写し
    rows["fy"] = rows["ym"].apply(fiscal_year)
    rows["month"] = rows["ym"].apply(month_label)
    one_year = rows[rows["fy"] == ____]
    totals = one_year.groupby("month")[____].sum()
    return totals.reindex(____, fill_value=0)


### BEGIN SOLUTION
def monthly_total(df, fy):
    rows = df.copy()
    rows["fy"] = rows["ym"].apply(fiscal_year)
    rows["month"] = rows["ym"].apply(month_label)
    one_year = rows[rows["fy"] == fy]
    totals = one_year.groupby("month")["count"].sum()
    return totals.reindex(MONTHS, fill_value=0)
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q6", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
check("q6")

# %% [markdown]
# **別のやり方** 問5の `fiscal_order` で、年度の中の順番の列を作り、その列で並べることもできます。
# Excelで同じことをするときも、順番の列を作るのが確実です。
#
# **できましたか**
#
# - [ ] 月を文字で並べると、順番がくずれる理由を言える
# - [ ] 「行がない」と「0件」を、同じにしてよいか考えた
#
# 行がない理由は、いつも「0件」とは限りません。報告がまだ届いていないのかもしれません。
# ここでは、0件とみなすと決めました。**決めたことは、表に書き添えます。**

# %% [markdown]
# ---
# # 7. エラーを読む
#
# エラーが出たら、次の順に読みます。
#
# 1. **どこで**: 赤い説明の「◯行目で止まりました」と、その行のコード。
# 2. **何が**: 日本語の説明と、かっこの中の英語の名前。
# 3. **元の言葉**: くわしく知りたいときは「Pythonの元のメッセージ」を開き、**いちばん下の行**を読む。
#
# | 英語の名前 | 意味 | まず疑うこと |
# |---|---|---|
# | `NameError` | その名前は、まだない | つづり。上のセルを実行したか |
# | `KeyError` | その列や見出しは、ない | つづり。全角と半角 |
# | `IndentationError` | 字下げがおかしい | 行の頭の空白の数 |
# | `SyntaxError` | 書き方が決まりに合わない | `( )`、`" "`、`:` の閉じ忘れ |
# | `TypeError` | 種類のちがうものをまぜた | 文字と数 |
# | `FileNotFoundError` | ファイルがない | ファイルの名前と場所 |
#
# ## 例: くり返し
#
# 問7の②に出てくる `for`（フォー）は、リストの値を1つずつ取り出して、同じことをくり返します。
# 字下げした行が、くり返す中身です。字下げをやめた行は、くり返しが終わってから動きます。

# %% nbgrader={"grade": false, "grade_id": "example_for", "locked": true, "schema_version": 3, "solution": false, "task": false}
message = ""
for name in ["山手", "川上", "谷口"]:
    message = message + name + " "  # 3回くり返す
print(message)  # 終わってから1回


# %% [markdown]
# ## 問7 こわれた3つを直す［10点］
#
# 前の担当者が残した関数が3つあります。どれもエラーになります。直してください。
#
# | | 関数 | 正しい働き |
# |---|---|---|
# | ① | `total_count(df)` | 列 `count` の合計を返す |
# | ② | `add_up(numbers)` | リストの数を全部足して返す。空のリストなら0 |
# | ③ | `count_busy(df, limit)` | 列 `count` が `limit` 以上の行の数を返す |
#
# ②は、次のコードです。答えのセルの `def add_up` からの2行を消し、これを写して貼りつけてから直します。
# 写すには、なぞって `Ctrl` と `C`、貼るには `Ctrl` と `V` です。貼って実行すると、エラーが見られます。
#
# ```python
# def add_up(numbers):
#     total = 0
#     for n in numbers:
#     total = total + n
#     return total
# ```
#
# ③には、件数が `"120"` のような**文字**で入った表が来ます。数だけの表が来ることもあります。
# 列をまるごと整数に直すには、`df["count"].astype(int)` と書きます。
#
# エラーをかくす書き方では、直したことになりません。原因を直します。
# 次のセルは、ためすための小さな表を2つ作ります。

# %% nbgrader={"grade": false, "grade_id": "seven_tables", "locked": true, "schema_version": 3, "solution": false, "task": false}
plain_table = pd.DataFrame({"count": [120, 80, 95]})
text_table = pd.DataFrame({"count": ["120", "80", "95"]})  # 件数が文字

# %% nbgrader={"grade": false, "grade_id": "q7_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
# ① 見出しの名前を見くらべましょう
def total_count(df):
    return df["ｃｏｕｎｔ"].sum()


# ② この2行を消し、上のコードを貼りつけて直します
def add_up(numbers):
    return ____


# ③ 文字と数をまぜています
def count_busy(df, limit):
    return len(df[df["count"] >= limit])


### BEGIN SOLUTION
def total_count(df):
    return df["count"].sum()


def add_up(numbers):
    total = 0
    for n in numbers:
        total = total + n
    return total


def count_busy(df, limit):
    return len(df[df["count"].astype(int) >= limit])
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q7", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q7")

# %% [markdown]
# 次のセルは、3つの関数を順に動かします。まだの関数は、エラーの名前と、Pythonの元の言葉が出ます。
# 直す前にも実行して、英語の名前を上の表で引いてみてください。
# `try`（トライ）と `except`（エクセプト）は、エラーが起きても先へ進むための見張りです。

# %% nbgrader={"grade": false, "grade_id": "try_seven", "locked": true, "schema_version": 3, "solution": false, "task": false}
for label, call in [
    ("①", lambda: total_count(plain_table)),
    ("②", lambda: add_up([1, 2, 3])),
    ("③", lambda: count_busy(text_table, 90)),
]:
    try:
        answer = call()
        print(label, "まだ空らんです。" if answer is ____ else f"動きました。答えは {answer}")
    except Exception as error:
        print(label, type(error).__name__, "で止まりました。", error)

# %% [markdown]
# **できましたか**
#
# - [ ] 3つのエラーの名前と原因を言える
# - [ ] エラーをかくすと、なぜ困るのかを言える

# %% [markdown]
# ---
# # 8. 図にして、伝える
#
# ## 例: 棒グラフ
#
# 図を描く道具は `plt` です。`plt.subplots( )` は、紙 `fig` と、その上の図 `ax` を用意します。
# `figsize` は紙の大きさで、横、縦の順です。
#
# - `ax.bar(見出し, 値)` は、棒を並べます。
# - `ax.set_ylim(0)` は、縦軸を0から始めます。棒は**長さ**で比べるので、0から始めないと大げさに見えます。
# - `ax.set_ylabel("…")` は縦軸の名前です。**単位**を書きます。`ax.set_title("…")` は題名です。

# %% nbgrader={"grade": false, "grade_id": "example_bar", "locked": true, "schema_version": 3, "solution": false, "task": false}
fig, ax = plt.subplots(figsize=(5, 2.8))
ax.bar(["午前", "午後"], [12, 20])
ax.set_ylim(0)
ax.set_ylabel("来た人（人）")
ax.set_title("4月1日の来庁者（例）")
plt.show()
print("図の説明: 2本の棒で、午前は12人、午後は20人です。")


# %% [markdown]
# ## 問8 年度の棒グラフ［13点］
#
# 月ごとの件数を棒グラフにする関数 `plot_monthly(s, fy)` を書いてください。
#
# - `s` は問6の答えのような、見出しが `4月` から `3月` までのシリーズです。`fy` は年度（例 2025）です。
# - 棒は12本で、`s` の順に並べます。
# - 縦軸は0から始めます。縦軸の名前に `（件）` を入れます。
# - 題名に、`2025年度` のような年度を入れます。
# - 関数の最後で `ax` を返します。
#
# 見出しは `s.index`（インデックス）で取り出せます。
# `f"{fy}年度"` のように前に `f` を付けると、`{ }` の中の変数が、その値に変わります。
# 空らんは3つです。

# %% nbgrader={"grade": false, "grade_id": "q8_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def plot_monthly(s, fy):
    fig, ax = plt.subplots(figsize=(8, 3.5))
    ax.bar(s.index, ____)
    ax.set_ylim(____)
    ax.set_ylabel(____)
    ax.set_title(f"手続きの件数（{fy}年度）")
    return ax


### BEGIN SOLUTION
def plot_monthly(s, fy):
    fig, ax = plt.subplots(figsize=(8, 3.5))
    ax.bar(s.index, s)
    ax.set_ylim(0)
    ax.set_ylabel("件数（件）")
    ax.set_title(f"手続きの件数（{fy}年度）")
    return ax
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q8", "locked": true, "points": 13, "schema_version": 3, "solution": false, "task": false}
check("q8")

# %% nbgrader={"grade": false, "grade_id": "show_figure", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    year_total = monthly_total(counts, 2025)
    plot_monthly(year_total, 2025)
    plt.show()
    most, least = year_total.idxmax(), year_total.idxmin()
    print(f"図の説明: 2025年度の月ごとの件数です。いちばん多いのは{most}の{year_total[most]:,}件、")
    print(f"いちばん少ないのは{least}の{year_total[least]:,}件です。")
except Exception:
    plt.close("all")
    print("図の説明: 問6と問8ができると、ここに2025年度の月ごとの件数の図が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 縦軸を0から始める理由を言える
# - [ ] 3月と4月に何が起きているかを言える
#
# ## 記述 灯さんへの3文［15点］
#
# 灯さんに、わかったことを3文で伝えます。次のセルの表を使ってください。
# 手続きごとに、2年分の合計と、その差を出しています。セルの中身は、読めなくてかまいません。

# %% nbgrader={"grade": false, "grade_id": "two_years", "locked": true, "schema_version": 3, "solution": false, "task": false}
years = counts["ym"].apply(lambda ym: "2024年度" if ym < "2025-04" else "2025年度")
table = counts.pivot_table(index="procedure", columns=years, values="count", aggfunc="sum")
table["差"] = table["2025年度"] - table["2024年度"]
table["オンラインの割合（％）"] = (
    counts.groupby("procedure")["online_count"].sum() / counts.groupby("procedure")["count"].sum() * 100
).round(1)
table

# %% [markdown]
# 1. **変わったこと**: 何が、いつからいつへ、何件変わったか。数字と単位を入れます。
# 2. **わからないこと**: この表だけでは言えないこと。
# 3. **次に見ること**: それを確かめるために、次に何を見るか。だれに、いつまでに聞くか。
#
# 採点する人は、事実と意見の区別40%、具体性40%、読みやすさ20%の重みで見ます。
# 「減った理由は◯◯だ」と思ったら、それは事実でしょうか、意見でしょうか。分けて書いてください。
#
# 次のセルをダブルクリックし、番号の後ろに書きます。書き終えたら、`Shift` と `Enter` で閉じます。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 15, "schema_version": 3, "solution": true, "task": false}
# **灯さんへの3文**
#
# 1. 変わったこと:
#
# 2. わからないこと:
#
# 3. 次に見ること:

# %% [markdown]
# ---
# # 確認テスト［5点］
#
# 5つの問題に答えます。この5点は、100点とは別に数えます。3問以上の正解で「受講済」です。
# 先に練習問題があります。練習問題は、選ぶとすぐに説明が出ます。
#
# ここは成績ではなく、**思いちがいに気づく**ための場所です。本文を見ながら答えてかまいません。

# %% nbgrader={"grade": false, "grade_id": "quiz_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
quiz()

# %% nbgrader={"grade": true, "grade_id": "quiz", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("quiz")

# %% [markdown]
# ---
# # 明日から使う
#
# ## 自分の課の表で試す
#
# この演習のフォルダに、ひな形の `load_csv_safely.ipynb` があります。
# 左のファイルの一覧でダブルクリックして開き、上から順に実行してください。
#
# 1. 自分の課のCSVを、左のファイルの一覧に引っぱって入れます。
# 2. ひな形の「1. 表を開く」のセルに、ファイルの名前を書きます。
# 3. 文字コードを自動で見分け、番号のゼロを残したまま開きます。
# 4. 「3. 年度でまとめる」のセルで、年月の列と数の列の名前を書くと、年度の月ごとの合計が出ます。
#
# 名前や住所など、人がわかる列は入れないでください。
#
# ## Excelでも使えること
#
# - [CSVを開く正しい手順](tips/15-open-csv.md): 先頭のゼロを守る
# - [1行1件・1セル1データ](tips/10-one-row-one-case.md): 計算できる表の形
# - [ピボットで集計を3分で](tips/14-pivot.md): 問4の「まとめる」をExcelで
# - [和暦と西暦をそろえる](tips/16-dates.md): 年度の前に、日付をそろえる
#
# ## 今日の4つの約束
#
# | 約束 | 一言 |
# |---|---|
# | 番号は文字で持つ | ゼロが消えない |
# | 順番は自分で決める | 4月から並べる。同じ件数のときも決める |
# | 丸め方を先に確かめる | 条例や要綱を見る |
# | エラーは読む | かくさない |
#
# おつかれさまでした。最後に、全体を通して実行します。
# メニューの「カーネル」から「カーネルを再起動 と すべてのセルを実行…」を選び、「再起動」を押します。
# 上から下まで止まらずに動いたら、`Ctrl` と `S` で保存します。
#
# 研修で学んでいる人は、講師の案内のとおりに提出してください。
# 一人で学んでいる人は、「コース案内」の「全部の採点を受けたいとき」に進みます。
