# %% [markdown]
# # 効果検証: 前後比較・RCT・差の差
#
# **潮見野市 DXラボ ／ リーダー研修 第1期 ／ 約6時間**
#
# > 「先行した4支所で、待ち時間が**7分短縮**。広報の一面で行こう」
# >
# > 2026年4月のある朝、課長の浜野さんがうれしそうに言いました。
# > 市民課の主任、渚さんは手元の表を見て、少し困った顔をしています。
# > 「短くなったのは本当です。でも……**QRのおかげ**と言えるでしょうか」
#
# 2025年7月、混んでいた4つの支所が「事前入力QR」を始めました。
# 家でスマートフォンに入力し、窓口ではQRコードを見せるだけ、というしくみです。
# この演習では、あなたが渚さんと一緒に、本当の効果を確かめます。
# 潮見野市も、そのデータも、研修のために作った架空のものです。
#
# **終わると、できるようになること**
#
# 1. 「前より良くなった」だけでは効果と言えない理由を、数字で説明できる。
# 2. 比べる相手を選び、「差の差」で効果を見積もれる。
# 3. その見積もりを信じてよいかを、自分で確かめられる。
# 4. 市長に渡せる、正直な1枚のメモが書ける。
#
# **プログラムが初めての人へ**
#
# むずかしい数学は使いません。使うのは、足し算・引き算・かけ算・割り算と平均です。
# 各問題は「読む → 例を動かす → 空らんを埋める → 確かめる」の順に進みます。
#
# この画面は、文章と計算を並べて書けるノートです。1つずつの区切りを「**セル**」といいます。
# 左に `[ ]` が付いた灰色のセルには、計算の指示が書いてあります。この指示を「**コード**」といいます。
# 指示を書く言葉の名前は「Python」（パイソン）です。Excelの式と同じように、計算はコンピューターがします。
# `____` のないコードは、読めなくても大丈夫です。動かして、下に出る結果を見てください。
#
# | したいこと | やり方 |
# |---|---|
# | セルを動かす | セルをクリックして、`Shift` キーを押しながら `Enter` キーを押す |
# | 新しいセルを作る | すぐ上になるセルをクリックして、ノートのすぐ上に並ぶ絵の、左から2つめの `＋` を押す |
# | 答えを確かめる | `check("q1")` のセルを動かす。何度でもできます |
# | ヒントを見る | 新しいセルに `hint("q1")` と書いて動かす。点は減りません |
# | はじめの状態に戻す | 答えのセルの中を全部消し、`reset("q1")` とだけ書いて動かす。前の答えは残ります |
# | 進み具合を見る | 新しいセルに `progress()` と書いて動かす |
# | 列の意味を見る | 新しいセルに `dictionary("branch_wait_a.csv")` と書いて動かす |
#
# `"q1"` は問1のことです。問3なら `"q3"` と書きます。記号や `( )` は、**半角**で打ちます。
#
# **困ったとき**
#
# - 赤い説明が出ても、何もこわれていません。説明を読んで、直して、もう一度動かします。
# - 直したら、**答えのセルを先に**動かします。それから `check` のセルを動かします。
# - 時間をおいて開き直すと、それまでの計算は忘れられています。書いたものは残っています。
#   続きをするセルをクリックし、メニューの「実行」から「選択したセルの上にあるすべてを実行」を選びます。
# - `name 'check' is not defined` のような英語が出たときも、同じです。上のセルがまだ動いていません。
#
# まず、次のセルを動かしてください。道具をそろえるセルです。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import matplotlib.pyplot as plt
import pandas as pd

from dxlab import *

start()

# %% [markdown]
# | 部 | 中身 | 問題 | めやす |
# |---|---|---|---|
# | 0 | データと、コードの読み方 | － | 40分 |
# | 1 | 前後比較 | 問1 | 40分 |
# | 2 | 横の比較 | 問2 | 30分 |
# | 3 | 差の差 | 問3 | 50分 |
# | 4 | 図にする | 問4 | 40分 |
# | 5 | 偽の開始日 | 問5 | 30分 |
# | 6 | まぐれかどうか | 問6 | 40分 |
# | 7 | くじで分ける（RCT） | 問7 | 40分 |
# | 8 | 判断してメモにする | 問8・記述 | 50分 |
#
# 一度に終えなくて大丈夫です。区切りには「できましたか」があります。
# 四角（□）は押せません。自分の言葉で言えるか、声に出して確かめてください。
#
# ---
# # 0. データと、コードの読み方
#
# ## 0.1 表を開く
#
# `load("branch_wait_a.csv")` は、この演習のデータを読みこむ命令です。
# 読みこんだ表に `a` という名前を付けます。`=` は「右のものに、左の名前を付ける」という意味です。
#
# - `" "` で囲んだものは、**文字**です。囲まないものは、名前や数です。
# - `#` から右は、人のためのメモです。計算には使われません。

# %% nbgrader={"grade": false, "grade_id": "load_a", "locked": true, "schema_version": 3, "solution": false, "task": false}
a = load("branch_wait_a.csv")
START_MONTH = "2025-07"  # QRが始まった月
a.head()

# %% [markdown]
# `a.head()` は、表の最初の5行を見る命令です。1行が「ある月の、ある支所」です。
#
# | 列の名前 | 意味 |
# |---|---|
# | `ym` | 年と月。`2025-07` のように書いた**文字**です |
# | `branch_code` | 支所の番号。`B01` から `B12` まで |
# | `pilot` | 先にQRを始めた支所なら 1、そうでなければ 0 |
# | `mean_wait` | その月の平均待ち時間（分） |
# | `tickets` | その月に受け付けた件数 |
#
# 先にQRを始めた支所を、これから「**先行支所**」と呼びます。残りは「**ほかの支所**」です。
# `print( )` は、かっこの中を画面に出す命令です。`len( )` は、行や物の数を数えます。

# %% nbgrader={"grade": false, "grade_id": "look_a", "locked": true, "schema_version": 3, "solution": false, "task": false}
print("行の数:", len(a))
print("月:", a["ym"].min(), "から", a["ym"].max(), "まで", a["ym"].nunique(), "か月")
print("支所の数:", a["branch_code"].nunique())
print("先行支所:", "、".join(sorted(a.loc[a["pilot"] == 1, "branch_code"].unique())))

# %% [markdown]
# ## 0.2 まず、図で見る
#
# 課長の言う「7分短縮」は、先行支所の線を見て出した数字です。同じ図を描いてみましょう。
# 図を描くコードは、いまは読まなくてかまいません。第4部であなたが描きます。

# %% nbgrader={"grade": false, "grade_id": "first_figure", "locked": true, "schema_version": 3, "solution": false, "task": false}
pilot_only = a[a["pilot"] == 1]
by_month = pilot_only.groupby("ym")["mean_wait"].mean()

fig, ax = plt.subplots(figsize=(9, 3.5))
ax.plot(range(len(by_month)), by_month, marker="o", color="#D55E00")
ax.axvline(list(by_month.index).index(START_MONTH), color="#555555", linestyle=":")
ax.set_xticks(range(0, len(by_month), 3), by_month.index[::3])
ax.set_ylim(0)
ax.set_ylabel("平均待ち時間（分）")
ax.set_title("先行した4支所の待ち時間（点線がQRの始まった月）")
plt.show()

spring = by_month[[m for m in by_month.index if m.endswith(("-03", "-04"))]]
print(f"図の説明: 先行支所の月ごとの平均です。3月と4月は平均{spring.mean():.0f}分で、")
print(f"ほかの月の平均{by_month.drop(spring.index).mean():.0f}分よりずっと長くなっています。")

# %% [markdown]
# 線は下がっています。でも、3月と4月に高い山があります。引越しの季節です。
# QRを始めた「前」には、この山がいくつ入っているでしょうか。「後」にはどうでしょうか。
#
# > **実際のまちでも** 青森市の引越しの手続きは、月に平均約2,000件です。
# > それが3月は4,700件、4月は3,200件に増えます。
# > <br>出典: TBS NEWS DIG 1811650（資料番号 E-05）
#
# 前と後で季節がちがえば、QRがなくても待ち時間は変わります。
# **QRがなかったらどうなっていたか**。これが、この演習でずっと追いかける問いです。
#
# ## 0.3 コードの読み方は、4つだけ
#
# ### ① 行を選ぶ
#
# Excelのフィルターにあたるものです。表の名前の後ろの `[ ]` に条件を書くと、合う行だけが残ります。
# `mini["ym"]` は「表 `mini` の `ym` の列」です。列の名前は文字なので、`" "` で囲みます。
# 等しいかどうかは `==`（イコール2つ）で調べます。`>=` は「以上」です。小さな表でやってみます。

# %% nbgrader={"grade": false, "grade_id": "mini_table", "locked": true, "schema_version": 3, "solution": false, "task": false}
mini = pd.DataFrame(
    {
        "ym": ["2025-04", "2025-05", "2025-08", "2025-09"],
        "mean_wait": [30, 10, 12, 16],
        "tickets": [300, 100, 100, 300],
    }
)
mini

# %% nbgrader={"grade": false, "grade_id": "mini_select", "locked": true, "schema_version": 3, "solution": false, "task": false}
mini[mini["ym"] >= "2025-07"]  # 7月と、それより後の行だけ

# %% [markdown]
# `"2025-07"` は文字ですが、年4けた・月2けたなので、大小がそのまま月の順になります。
# 「7月より前」なら `mini["ym"] < "2025-07"` です。**始まった月は「後」に入れます。**
#
# 条件が2つのときは、条件に名前を付けて `&`（どちらも）でつなぎます。
# `~` を前に付けると「そうでない」になります。

# %% nbgrader={"grade": false, "grade_id": "mini_two_conditions", "locked": true, "schema_version": 3, "solution": false, "task": false}
is_after = mini["ym"] >= "2025-07"
is_busy = mini["tickets"] >= 200
mini[is_after & is_busy]  # 後の月で、しかも200件以上


# %% [markdown]
# ### ② 件数で重みをつけた平均
#
# 上の小さな表で、前の2か月（4月と5月）の待ち時間は、平均何分でしょうか。
# 30分と10分だから、足して2で割って20分。**これは、来た人の実感とちがいます。**
#
# 4月は300人が30分待ち、5月は100人が10分待ちました。
# 人を主役にすると、400人のうち300人が30分待っています。だから、こう計算します。
#
# $$\frac{30\times300+10\times100}{300+100}=\frac{10000}{400}=25\ \text{分}$$
#
# これが「**件数で重みをつけた平均**」です。次のセルで、この計算に名前を付けます。
# `*` はかけ算、`/` は割り算、`.sum()` は合計です。

# %% nbgrader={"grade": false, "grade_id": "weighted_mean", "locked": true, "schema_version": 3, "solution": false, "task": false}
def weighted_mean(rows):
    """件数で重みをつけた平均待ち時間（分）"""
    return (rows["mean_wait"] * rows["tickets"]).sum() / rows["tickets"].sum()


print("前の2か月:", weighted_mean(mini[mini["ym"] < "2025-07"]), "分")
print("後の2か月:", weighted_mean(mini[mini["ym"] >= "2025-07"]), "分")

# %% [markdown]
# ### ③ 関数
#
# `def` で始まるかたまりを「**関数**」といいます。計算の手順に名前を付けたものです。
#
# ```python
# def weighted_mean(rows):     # 名前は weighted_mean。表を1つ受け取り、rows と呼ぶ
#     return 計算した値         # return の右が「答え」になる
# ```
#
# `def` の行の次からは、行の頭を空白4つ下げます。下げた行が、関数の中身です。
# `weighted_mean(mini)` のように、かっこに表を入れて使います。
#
# なぜ関数にするのでしょう。**来年の表を入れれば、同じ計算がすぐにできる**からです。
# 採点でも、別の数字が入った表をあなたの関数に入れて確かめます。
# だから、画面に出た数字を書き写すのではなく、計算の手順を書いてください。
#
# ### ④ 空らん `____`
#
# 問題の答えのセルには、空らん `____` があります。
# `____`（下線4つ）を消して、自分の答えに書きかえてください。書くのは、数や名前や短い式です。
# 空らんのない行は、そのまま使えます。慣れた人は、全部書き直してもかまいません。
#
# **できましたか**
#
# - [ ] `mini` から「後の行」を選ぶ書き方がわかる
# - [ ] ただの平均と、件数で重みをつけた平均のちがいを人に言える
# - [ ] `return` の右が関数の答えになるとわかる

# %% [markdown]
# ---
# # 1. 前後比較
#
# 課長の「7分短縮」は、先行支所の「後の平均」から「前の平均」を引いた数字です。
# これを**前後比較**といいます。まず、同じ数字を自分で出してみます。
#
# ## 例: 小さな表で前後比較
#
# さっきの表では、前が25分、後が15分でした。後から前を引くと、15 − 25 = −10分です。
# マイナスは「短くなった」という意味です。**引く順番は、いつも「後 − 前」です。**

# %% nbgrader={"grade": false, "grade_id": "example_before_after", "locked": true, "schema_version": 3, "solution": false, "task": false}
mini_before = mini[mini["ym"] < "2025-07"]
mini_after = mini[mini["ym"] >= "2025-07"]
print("件数で重みをつけると:", weighted_mean(mini_after) - weighted_mean(mini_before), "分")
print("ただの平均だと:", mini_after["mean_wait"].mean() - mini_before["mean_wait"].mean(), "分")


# %% [markdown]
# ## 問1 前後比較［8点］
#
# 先行支所だけの前後比較をする関数 `before_after(df, start)` を書いてください。
#
# - `df` は `a` と同じ列を持つ表、`start` は始まった月（例 `"2025-07"`）です。
# - 先行支所（`pilot` が 1）の行だけを使います。
# - 平均は、件数で重みをつけます。`weighted_mean` を使ってかまいません。
# - 答えは「後 − 前」（分）です。丸めなくてかまいません。
# - 関数の中では `a` や `"2025-07"` ではなく、`df` と `start` を使います。
#
# 空らんは3つです。後の2つは、上の行や、例の `mini_after` の行が手本になります。

# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def before_after(df, start):
    pilot = df[df["pilot"] == ____]  # 先行支所の行だけ
    before = pilot[pilot["ym"] < start]
    after = ____  # start とそれより後の行
    return ____  # 後の平均 − 前の平均


### BEGIN SOLUTION
def before_after(df, start):
    pilot = df[df["pilot"] == 1]
    before = pilot[pilot["ym"] < start]
    after = pilot[pilot["ym"] >= start]
    return weighted_mean(after) - weighted_mean(before)
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# **できましたか**
#
# - [ ] 課長の言う「7分」に近い数字が出た
# - [ ] マイナスが「短くなった」という意味だと説明できる
#
# 渚さんが言いました。「ほら、課長の数字と同じです。でも、前の15か月には春が2回、後の9か月には春が1回。
# しかも4月は1回も入っていません」。前後比較には、季節も、ほかの変化も、全部まざります。

# %% nbgrader={"grade": false, "grade_id": "mixed_in", "locked": true, "schema_version": 3, "solution": false, "task": false}
others = a[a["pilot"] == 0]
others_before = weighted_mean(others[others["ym"] < START_MONTH])
others_after = weighted_mean(others[others["ym"] >= START_MONTH])
print(f"QRを始めていない8支所でも、{others_before:.1f}分 → {others_after:.1f}分")
print(f"つまり、何もしなくても {others_after - others_before:+.1f}分 変わっています")

# %% [markdown]
# QRを始めていない支所でも、待ち時間は短くなっていました。
# **この分は、QRの手柄ではありません。**
#
# ---
# # 2. 横の比較
#
# 「それなら、後の時期だけを使って、先行支所とほかの支所を比べたら？」と課長。
# 同じ時期を比べれば、季節は同じです。これを**横の比較**と呼ぶことにします。
#
# ## 例: 4つの数の表
#
# 架空の2つのグループで考えます。件数はどれも100件とします。
#
# | | 前 | 後 |
# |---|---|---|
# | 先行したグループ | 24分 | 18分 |
# | ほかのグループ | 15分 | 14分 |
#
# 後だけを横に比べると、18 − 14 = **+4分**。先行したグループの方が長く待っています。
# では、新しいしくみは逆効果だったのでしょうか。前の列を見ると、答えがわかります。

# %% nbgrader={"grade": false, "grade_id": "example_cross_section", "locked": true, "schema_version": 3, "solution": false, "task": false}
four = pd.DataFrame(
    {"前": [24, 15], "後": [18, 14]},
    index=["先行したグループ", "ほかのグループ"],
)
print("後だけの横の差:", four.loc["先行したグループ", "後"] - four.loc["ほかのグループ", "後"], "分")
print("前からあった横の差:", four.loc["先行したグループ", "前"] - four.loc["ほかのグループ", "前"], "分")


# %% [markdown]
# 先行したグループは、**始める前から**9分も長く待っていました。混んでいたから選ばれたのです。
# このように、選ばれ方のせいで比べる相手とそろわないことを「**選び方のかたより**」といいます。
# 手を挙げた人だけが参加する事業でも、同じことが起きます。
#
# ## 問2 横の比較［6点］
#
# 1. 関数 `cross_section(df, start)` を書いてください（4点）。
#    - 後の時期（`start` とそれより後）だけを使います。
#    - 答えは「先行支所の平均 − ほかの支所の平均」（分）です。
#    - 平均は、件数で重みをつけます。
# 2. 表 `a` で計算した横の差について、正しい考えを1つ選び、`q2_choice` に記号を入れてください（2点）。
#    関数が正しいときに点になります。
#
# | 記号 | 考え |
# |---|---|
# | ア | 先行支所の方が長く待っている。だから、QRは逆効果だった |
# | イ | 先行支所はもともと混んでいた。横の差だけでは、効果の向き（短くなったか長くなったか）も決められない |
# | ウ | 同じ時期を比べ、件数で重みもつけた。だから、向きは信じてよい |
#
# 空らんは3つです。記号は文字なので、`"ア"` のように `" "` で囲みます。

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_section(df, start):
    after = df[df["ym"] >= start]  # 後の時期だけ
    pilot = after[after["pilot"] == 1]
    other = ____  # ほかの支所の行
    return ____  # 先行支所の平均 − ほかの支所の平均


q2_choice = ____  # "ア"、"イ"、"ウ" のどれか


### BEGIN SOLUTION
def cross_section(df, start):
    after = df[df["ym"] >= start]
    pilot = after[after["pilot"] == 1]
    other = after[after["pilot"] == 0]
    return weighted_mean(pilot) - weighted_mean(other)


q2_choice = "イ"
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% [markdown]
# **できましたか**
#
# - [ ] 横の差が、課長の数字と**逆の向き**になった
# - [ ] なぜ逆になったかを、「選び方のかたより」という言葉で言える

# %% [markdown]
# ---
# # 3. 差の差
#
# 前後比較には、季節や全体の流れがまざります。横の比較には、もともとの差がまざります。
# そこで、**差を2回とります**。これを「**差の差**」といいます。英語の頭文字で DID とも書きます。
#
# ## 例: 4つの数から差の差
#
# | | 前 | 後 | 変化（後 − 前） |
# |---|---|---|---|
# | 先行したグループ | 24分 | 18分 | −6分 |
# | ほかのグループ | 15分 | 14分 | −1分 |
#
# 1回目の差は、それぞれの「後 − 前」です。−6分と−1分が出ます。
# ほかのグループの−1分は、何もしなくても起きた変化です。
# 2回目の差で、その分を取りのぞきます。−6 −（−1）= **−5分**。これが効果の見積もりです。

# %% nbgrader={"grade": false, "grade_id": "example_did", "locked": true, "schema_version": 3, "solution": false, "task": false}
change_with = 18 - 24
change_without = 14 - 15
print("先行したグループの変化:", change_with, "分")
print("ほかのグループの変化:", change_without, "分")
print("差の差:", change_with - change_without, "分")

# %% [markdown]
# 図にすると、こうなります。点線が「**もしQRがなかったら**」の線です。
# ほかのグループと同じだけ変わったはず、と考えて引いた線です。

# %% nbgrader={"grade": false, "grade_id": "example_did_figure", "locked": true, "schema_version": 3, "solution": false, "task": false}
fig, ax = plt.subplots(figsize=(6.5, 3.8))
ax.plot([0, 1], [24, 18], marker="o", color="#D55E00", label="先行したグループ")
ax.plot([0, 1], [15, 14], marker="s", color="#0072B2", label="ほかのグループ")
ax.plot([0, 1], [24, 23], linestyle="--", color="#D55E00", label="もしQRがなかったら")
ax.annotate("", xy=(1.05, 18), xytext=(1.05, 23), arrowprops={"arrowstyle": "->"})
ax.text(1.08, 20.2, "差の差\n−5分")
ax.set_xticks([0, 1], ["前", "後"])
ax.set_xlim(-0.2, 1.4)
ax.set_ylim(0, 27)
ax.set_ylabel("平均待ち時間（分）")
ax.legend(loc="lower left")
plt.show()
print("図の説明: 先行したグループは24分から18分へ、ほかのグループは15分から14分へ下がりました。")
print("QRがなければ23分だったはずなので、18分との差の−5分を効果とみます。")


# %% [markdown]
# 大切な約束が1つあります。**「もし何もしなければ、2つの線は平行に動いたはず」** という約束です。
# これを「**平行の仮定**」といいます。信じてよいかどうかは、第5部で確かめます。
#
# ## 問3 差の差［16点］
#
# 先行した4支所と、ほかの8支所の「前と後の変化」を比べます。
# 件数で重みをつけた平均待ち時間の差の差（分）を返す関数 `did(df, start)` を書いてください。
#
# - 4つの平均を求めます。先行支所の後と前、ほかの支所の後と前です。
# - 平均は、件数で重みをつけます。
# - 「後」は `start` の月とそれより後です。
# - 支所によっては、抜けている月があるかもしれません。ある行だけで計算してかまいません。
# - 受け取った表 `df` に、列を足したり書きかえたりしないでください。
#
# 空らんは3つです。行の頭の `is_pilot` と `is_after` は、0.3の①で使った「条件の名前」です。
# `~is_after` は「後でない」、つまり前の行です。`start="2025-07"` は、月を省いたときに使う値です。

# %% nbgrader={"grade": false, "grade_id": "q3_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def did(df, start="2025-07"):
    is_pilot = df["pilot"] == 1
    is_after = df["ym"] >= start
    pilot_after = weighted_mean(df[is_pilot & is_after])  # 先行支所の後
    pilot_before = weighted_mean(df[is_pilot & ~is_after])  # 先行支所の前
    other_after = ____  # ほかの支所の後
    other_before = ____  # ほかの支所の前
    return ____  # 差を2回とる


### BEGIN SOLUTION
def did(df, start="2025-07"):
    is_pilot = df["pilot"] == 1
    is_after = df["ym"] >= start
    pilot_after = weighted_mean(df[is_pilot & is_after])
    pilot_before = weighted_mean(df[is_pilot & ~is_after])
    other_after = weighted_mean(df[~is_pilot & is_after])
    other_before = weighted_mean(df[~is_pilot & ~is_after])
    return (pilot_after - pilot_before) - (other_after - other_before)
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q3", "locked": true, "points": 16, "schema_version": 3, "solution": false, "task": false}
check("q3")


# %% [markdown]
# 3つの答えを並べてみましょう。次のセルは、まだの問題があっても止まりません。
# コードは読まなくてかまいません。

# %% nbgrader={"grade": false, "grade_id": "compare_three", "locked": true, "schema_version": 3, "solution": false, "task": false}
def tell(label, compute):
    """答えを1行で表示する。まだのときは「まだです」と表示する"""
    try:
        print(f"{label}: {compute():+.1f}分")
    except Exception:
        print(f"{label}: まだです")


tell("前後比較（問1）", lambda: before_after(a, START_MONTH))
tell("横の比較（問2）", lambda: cross_section(a, START_MONTH))
tell("差の差　（問3）", lambda: did(a, START_MONTH))

# %% [markdown]
# **できましたか**
#
# - [ ] 差の差が、前後比較より小さな短縮になった
# - [ ] 課長に「前後の差のうち、QRの分はこれだけです」と説明できる
# - [ ] 「平行の仮定」を自分の言葉で言える
#
# > **発展（読み飛ばしてかまいません）** 回帰分析という方法でも、同じ数が出ます。
# > 先行かどうか、後かどうか、その両方か、の3つの印を説明に使い、件数を重みにします。
# > 「両方か」の印の係数が、差の差とぴったり同じになります。

# %% [markdown]
# ---
# # 4. 図にする
#
# 数字だけでは、平行かどうかは見えません。線を2本引くと、ひと目でわかります。
# 良い図には、次の5つがそろっています。
#
# | 部品 | なぜ要るか |
# |---|---|
# | 2本の線（先行支所・ほかの支所） | 比べる相手が見える |
# | 始まった月の縦線 | 前と後の境がわかる |
# | 点線（もしQRがなかったら） | 効果の大きさが見える |
# | 凡例（どの線が何か） | 色だけに頼らず読める |
# | 縦軸の名前と単位（分） | 数字の意味がわかる |
#
# ## 例: 3か月の小さな図
#
# 図は「`ax` という画用紙に、線や文字をのせる」と考えます。
# `ax.plot(横の値, 縦の値)` で線、`ax.axvline(横の値)` で縦線を引きます。
# `label=` は凡例に出る名前、`linestyle="--"` は点線、`ax.set_ylabel(文字)` は縦軸の名前です。
# 色は、先行した支所をオレンジ、ほかの支所を青に決めて、どの図でも同じにします。

# %% nbgrader={"grade": false, "grade_id": "example_plot", "locked": true, "schema_version": 3, "solution": false, "task": false}
fig, ax = plt.subplots(figsize=(6, 3))
months = ["2025-05", "2025-06", "2025-07"]
ax.plot(months, [20, 21, 15], marker="o", color="#D55E00", label="先行した支所の例")
ax.plot(["2025-06", "2025-07"], [21, 20], linestyle="--", color="#D55E00", label="もしなかったらの例")
ax.axvline("2025-07", color="gray", linestyle=":")
ax.set_ylabel("待ち時間（分）")
ax.set_ylim(0)
ax.legend()
plt.show()
print("図の説明: 5月20分、6月21分、7月15分の線です。点線は、7月が20分だった場合です。")


# %% [markdown]
# 月ごとの「件数で重みをつけた平均」には、表を月で分ける `groupby` を使います。
# 次のセルの `monthly_mean(rows)` は、月の順に並んだ平均の列を返す道具です。
# 自由に使ってください。

# %% nbgrader={"grade": false, "grade_id": "monthly_mean", "locked": true, "schema_version": 3, "solution": false, "task": false}
def monthly_mean(rows):
    """月ごとの、件数で重みをつけた平均待ち時間（分）。月の順に並ぶ"""
    table = rows.assign(total=rows["mean_wait"] * rows["tickets"])
    sums = table.groupby("ym")[["total", "tickets"]].sum()
    return sums["total"] / sums["tickets"]


monthly_mean(mini)


# %% [markdown]
# ## 問4 2本の線の図［10点］
#
# 関数 `plot_trends(df, start)` を書いてください。最後に `return ax` で図を返します。
#
# - 先行支所とほかの支所の、月ごとの平均の線を**2本**引きます（4点）。平均は、件数で重みをつけます。
# - 始まった月に縦線を引きます（2点）。
# - 始まった月から後に「もしQRがなかったら」の**点線**を引きます（2点）。
# - 凡例と、縦軸の名前を付けます。縦軸の名前には「分」を入れます（2点）。
#
# 点線は「ほかの支所の月ごとの平均 ＋ 前の時期の2つの線のへだたり」です。
# へだたりは、前の時期の「先行支所の平均 − ほかの支所の平均」です。
#
# 空らんは3つです。へだたりは `gap` という名前で、もう計算してあります。
# `.index` は、列の左に並ぶ見出しです。ここでは月なので、図の横の値に使います。

# %% nbgrader={"grade": false, "grade_id": "q4_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def plot_trends(df, start="2025-07"):
    pilot = df[df["pilot"] == 1]
    other = df[df["pilot"] == 0]
    pilot_line = monthly_mean(pilot)
    other_line = monthly_mean(other)
    gap = weighted_mean(pilot[pilot["ym"] < start]) - weighted_mean(other[other["ym"] < start])
    without = other_line[other_line.index >= start] + ____  # もしQRがなかったら

    fig, ax = plt.subplots(figsize=(9, 4))
    ax.plot(pilot_line.index, pilot_line, marker="o", color="#D55E00", label="先行支所")
    ax.plot(other_line.index, other_line, marker="s", color="#0072B2", label="ほかの支所")
    ax.plot(without.index, without, linestyle="--", color="#D55E00", label="もしQRがなかったら")
    ax.axvline(____, color="gray", linestyle=":")  # 始まった月
    ax.set_ylabel(____)  # 縦軸の名前と単位
    ax.tick_params(axis="x", rotation=90)
    ax.set_ylim(0)
    ax.legend()
    return ax


### BEGIN SOLUTION
def plot_trends(df, start="2025-07"):
    pilot = df[df["pilot"] == 1]
    other = df[df["pilot"] == 0]
    pilot_line = monthly_mean(pilot)
    other_line = monthly_mean(other)
    gap = weighted_mean(pilot[pilot["ym"] < start]) - weighted_mean(other[other["ym"] < start])
    without = other_line[other_line.index >= start] + gap

    fig, ax = plt.subplots(figsize=(9, 4))
    ax.plot(pilot_line.index, pilot_line, marker="o", color="#D55E00", label="先行支所")
    ax.plot(other_line.index, other_line, marker="s", color="#0072B2", label="ほかの支所")
    ax.plot(without.index, without, linestyle="--", color="#D55E00", label="もしQRがなかったら")
    ax.axvline(start, color="gray", linestyle=":")
    ax.set_ylabel("平均待ち時間（分）")
    ax.tick_params(axis="x", rotation=90)
    ax.set_ylim(0)
    ax.legend()
    return ax
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q4", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q4")

# %% [markdown]
# 自分の図を見てみましょう。

# %% nbgrader={"grade": false, "grade_id": "show_trends", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    plot_trends(a, START_MONTH)
    plt.show()
    print("図の説明: 先行支所とほかの支所の月ごとの平均を、2本の線で示しています。")
    print("縦線より左で2本が平行なら、点線との差を効果とみてよさそうです。")
except Exception:
    plt.close("all")
    print("問4ができると、ここにあなたの図が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 縦線より左では、2本の線が同じように上下している
# - [ ] 縦線より右で、先行支所の線が点線より下にある
#
# ---
# # 5. 偽の開始日
#
# 図を見て「平行に見える」と言うだけでは、人によって答えが変わります。数字でも確かめましょう。
#
# 考え方は簡単です。**まだ何も始まっていない時期に、始まったことにして**差の差を計算します。
# QRはまだありません。だから、平行なら差の差はほぼ0になるはずです。
# 0から大きく離れたら、もともと2つの線の動きがちがっていた、とわかります。
# この「うその開始日」を、**偽の開始日**と呼びます。
#
# ## 例: うまくいく場合と、いかない場合
#
# どちらも、QRが始まる前の数字です。4月に始まったことにして計算します。
#
# | | 1〜3月 | 4〜6月 | 変化 |
# |---|---|---|---|
# | 先行（場合1） | 20分 | 21分 | +1分 |
# | 先行（場合2） | 20分 | 17分 | −3分 |
# | ほか | 15分 | 16分 | +1分 |
#
# 場合1は 1 − 1 = **0分**。場合2は −3 − 1 = **−4分**。
# 場合2では、まだ何もしていないのに「4分短縮」が出てしまいました。

# %% nbgrader={"grade": false, "grade_id": "example_placebo", "locked": true, "schema_version": 3, "solution": false, "task": false}
change_other = 16 - 15
print("場合1:", (21 - 20) - change_other, "分")
print("場合2:", (17 - 20) - change_other, "分")


# %% [markdown]
# 場合2の支所は、QRの前から短くなりつつありました。
# このまま差の差を計算すると、**もともとの変化まで、QRの手柄**になってしまいます。
#
# ## 問5 偽の開始日［10点］
#
# 関数 `placebo(df, fake_start, start)` を書いてください。
#
# - 本当の開始月 `start` **より前の行だけ**を使います。
# - その行だけの表で、`fake_start` に始まったことにして、差の差を計算します。
# - 問3で作った `did` を使ってかまいません。
#
# 空らんは2つです。`df[ ]` の中には、行を選ぶ条件を書きます。

# %% nbgrader={"grade": false, "grade_id": "q5_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def placebo(df, fake_start, start="2025-07"):
    pre = df[____]  # 本当に始まる前の行だけ
    return did(pre, ____)  # 偽の開始日で差の差


### BEGIN SOLUTION
def placebo(df, fake_start, start="2025-07"):
    # did(pre, fake_start) と1行で書いても同じ。ここでは問3に頼らない形で書く。
    pre = df[df["ym"] < start]
    pilot = pre["pilot"] == 1
    later = pre["ym"] >= fake_start
    change_pilot = weighted_mean(pre[pilot & later]) - weighted_mean(pre[pilot & ~later])
    change_other = weighted_mean(pre[~pilot & later]) - weighted_mean(pre[~pilot & ~later])
    return change_pilot - change_other
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q5", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q5")

# %% [markdown]
# もう1つの表 `b` でも試してみましょう。`b` は、別の世界の潮見野市です。
# 列は `a` と同じです。偽の開始日は 2025年1月にします。

# %% nbgrader={"grade": false, "grade_id": "try_placebo", "locked": true, "schema_version": 3, "solution": false, "task": false}
b = load("branch_wait_b.csv")
tell("表 a の差の差　　", lambda: did(a, START_MONTH))
tell("表 b の差の差　　", lambda: did(b, START_MONTH))
tell("表 a の偽の開始日", lambda: placebo(a, "2025-01", START_MONTH))
tell("表 b の偽の開始日", lambda: placebo(b, "2025-01", START_MONTH))

# %% [markdown]
# 表 b の差の差は、表 a より大きく見えます。「bの方がよく効いた」と言ってよいでしょうか。
# 偽の開始日の答えを見てください。まだ始まっていない時期に、もう大きな「効果」が出ています。
#
# **できましたか**
#
# - [ ] 表 a では、偽の開始日の答えが0に近い
# - [ ] 表 b では、0から離れている。だから、表 b の差の差は信じにくい
# - [ ] 「平行の仮定」と「偽の開始日」の関係を言える

# %% [markdown]
# ---
# # 6. まぐれかどうか
#
# 「4支所だけの話でしょう。たまたまではないですか」。議会で聞かれそうな質問です。
# これにも、くじ引きの考え方で答えられます。
#
# **もしQRに何の効果もないなら、「先行」の札はどの支所に付いていても同じはず**です。
# そこで、札を別の支所に付けかえて、差の差を計算し直します。
# 12支所から4支所を選ぶ選び方は、全部で495通りです。全部やってみます。
# 本当の組合せの差の差が、495個の中でとても極端なら、まぐれとは考えにくくなります。
#
# ## 例: 4支所から2支所を選ぶ
#
# 4つの支所の変化（後 − 前）が、次の表のとおりだったとします。件数はどれも同じです。
# 先行したのは「あ」と「い」です。
#
# | あ（先行） | い（先行） | う | え |
# |---|---|---|---|
# | −6分 | −5分 | −1分 | 0分 |
#
# `combinations(支所, 2)` は、2つの選び方を全部並べる道具です。

# %% nbgrader={"grade": false, "grade_id": "example_permutation", "locked": true, "schema_version": 3, "solution": false, "task": false}
from itertools import combinations

change = pd.Series({"あ": -6, "い": -5, "う": -1, "え": 0})
rows = []
for chosen in combinations(change.index, 2):
    inside = change[list(chosen)].mean()
    outside = change.drop(list(chosen)).mean()
    rows.append({"先行の札": "と".join(chosen), "差の差": inside - outside})
pd.DataFrame(rows)


# %% [markdown]
# 選び方は6通りです。本当の組合せ「あとい」の差の差は、−5.0分でした。
# **0からの離れ方**が5.0分以上なのは、「あとい」と「うとえ」の2つです。
# だから、割合は 2 ÷ 6 = 0.33。まぐれでも3回に1回は起きます。
#
# この割合を「**p値**」（ぴーち）と呼びます。小さいほど、まぐれでは起きにくいという意味です。
# 0.05 より小さいかどうかを目安にすることが多いですが、線引きに絶対の根拠はありません。
#
# いま目で数えたことを、コードにすると次のようになります。
#
# | 書き方 | 意味 | Excelなら |
# |---|---|---|
# | `abs(-5)` | 0からの離れ方。答えは 5 | `ABS` |
# | `for gap in gaps:` | `gaps` の中身を1つずつ `gap` と呼び、下げた行をくり返す | なし |
# | `if 条件:` | 条件に合うときだけ、下げた行を動かす | `IF` |
# | `count = count + 1` | `count` を1つ増やす | なし |

# %% nbgrader={"grade": false, "grade_id": "example_count", "locked": true, "schema_version": 3, "solution": false, "task": false}
gaps = [-5, -1, 0, 0, 1, 5]  # 上の表の差の差
count = 0
for gap in gaps:
    if abs(gap) >= abs(-5):  # 本当の差の差と同じか、もっと離れている
        count = count + 1
print("数えた数:", count, "　全部の数:", len(gaps))
print("割合:", round(count / len(gaps), 2))

# %% [markdown]
# 約束が2つあります。
#
# - 短くなった方も、長くなった方も、「0からの離れ方」で数えます。これを**両側**で数えるといいます。
# - 本当の組合せも、495個の1つとして数えます。だから、p値は0になりません。
#
# ## 道具: 支所ごとの合計
#
# 495回の計算が遅くならないよう、先に支所ごとの合計を作っておきます。
# `branch_sums` が合計の表、`gap_of` がその表から差の差を出す道具です。
# この2つのコードは、読まなくてかまいません。使うだけで大丈夫です。

# %% nbgrader={"grade": false, "grade_id": "permutation_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
def branch_sums(df, start):
    """支所ごとに、前と後の「待ち時間×件数」と「件数」の合計を出す"""
    after = df["ym"] >= start
    total = df["mean_wait"] * df["tickets"]
    table = pd.DataFrame(
        {
            "branch_code": df["branch_code"],
            "pilot": df["pilot"],
            "minutes_before": total.where(~after, 0),
            "tickets_before": df["tickets"].where(~after, 0),
            "minutes_after": total.where(after, 0),
            "tickets_after": df["tickets"].where(after, 0),
        }
    )
    return table.groupby(["branch_code", "pilot"]).sum().reset_index("pilot").astype(float)


def gap_of(sums, chosen):
    """chosen の支所に「先行」の札を付けたときの、差の差（分）"""
    inside = sums.index.isin(chosen)
    values = sums.to_numpy()
    _, m0, n0, m1, n1 = values[inside].sum(axis=0)
    _, m2, n2, m3, n3 = values[~inside].sum(axis=0)
    return (m1 / n1 - m0 / n0) - (m3 / n3 - m2 / n2)


branch_sums(a, START_MONTH).round(0).head(3)


# %% [markdown]
# ## 問6 札の付けかえ［14点］
#
# 関数 `perm_p(df, start)` を書いてください。答えはp値（0より大きく、1以下の数）です。
#
# - 付けかえるのは**支所の札**です。行や月をばらばらに混ぜてはいけません。
# - 先行支所と同じ数の支所を選ぶ、**すべての選び方**を試します。くじで一部だけ選ぶのではありません。
# - 先行支所の数は、表から数えます（4とは限りません）。
# - 両側で数えます。本当の組合せも1つに数えます。
#
# 空らんは3つです。`pilots` は先行支所の並びです。数は `len( )` で数えられます。
# 数え方は、すぐ上の小さな例と同じです。`1e-9` は 0.000000001 のことです。
# 計算のごく小さな誤差で、本当の組合せを数えもらさないために引いています。

# %% nbgrader={"grade": false, "grade_id": "q6_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def perm_p(df, start="2025-07"):
    sums = branch_sums(df, start)
    pilots = sums.index[sums["pilot"] == 1]
    observed = gap_of(sums, pilots)  # 本当の差の差

    total = 0  # 選び方の数
    extreme = 0  # そのうち、本当と同じか、もっと極端だった数
    for chosen in combinations(sums.index, ____):  # 何支所を選ぶ？
        total = total + 1
        if abs(gap_of(sums, chosen)) >= ____ - 1e-9:  # 何と比べる？
            extreme = extreme + 1
    return ____  # 割合


### BEGIN SOLUTION
def perm_p(df, start="2025-07"):
    sums = branch_sums(df, start)
    pilots = sums.index[sums["pilot"] == 1]
    observed = gap_of(sums, pilots)

    total = 0
    extreme = 0
    for chosen in combinations(sums.index, len(pilots)):
        total = total + 1
        if abs(gap_of(sums, chosen)) >= abs(observed) - 1e-9:
            extreme = extreme + 1
    return extreme / total
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q6", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
check("q6")

# %% [markdown]
# 495個の差の差を、図で見てみます。

# %% nbgrader={"grade": false, "grade_id": "permutation_figure", "locked": true, "schema_version": 3, "solution": false, "task": false}
sums_a = branch_sums(a, START_MONTH)
true_pilots = sums_a.index[sums_a["pilot"] == 1]
all_gaps = [gap_of(sums_a, chosen) for chosen in combinations(sums_a.index, len(true_pilots))]
true_gap = gap_of(sums_a, true_pilots)

fig, ax = plt.subplots(figsize=(8, 3.5))
ax.hist(all_gaps, bins=40, color="#999999")
ax.axvline(true_gap, color="#D55E00", linewidth=2)
ax.set_xlabel("札を付けかえたときの差の差（分）")
ax.set_ylabel("選び方の数（通り）")
ax.set_title("太い縦線が、本当の組合せ")
plt.show()

farther = sum(abs(gap) > abs(true_gap) + 1e-9 for gap in all_gaps)
print(f"図の説明: {len(all_gaps)}通りの差の差の山です。本当の組合せより")
print(f"0から離れた選び方は、{farther}通りありました。")

# %% [markdown]
# **できましたか**
#
# - [ ] p値を「まぐれでも、これくらい極端になる割合」と説明できる
# - [ ] p値が小さいことと、効果が**大きい**ことは別の話だとわかる

# %% [markdown]
# ---
# # 7. くじで分ける（RCT）
#
# 差の差には「平行の仮定」が要りました。もっと確かな方法があります。
# **始める前に、くじで2つのグループに分ける**のです。これをRCT（無作為化比較試験）といいます。
# くじなら、混んでいるかどうかも、年齢も、やる気も、2つのグループでほぼそろいます。
#
# > **実際のまちでも** 八王子市は、大腸がん検診の案内はがきを、くじで2種類に分けました。
# > 受けると得になることを書いたはがきでは、22.7%の人が受診しました。
# > 受けないと損になることを書いたはがきでは、29.9%でした。
# > <br>出典: キャンサースキャン cancerscan.jp case02、J-CAST 2018-11-29（資料番号 E-03）
#
# > **実際のまちでも** 葉山町は、資源ステーション475か所のうち、約160か所を調べて比べました。
# > ちらしの効き目は一時的でした。収集が終わったことを知らせる看板では、約15%の減少が続きました。
# > 看板にかけたお金は225万円です。
# > <br>出典: 総務省統計局 stat.go.jp/dstart/case/21、note bi_nudge（資料番号 E-04）
#
# 潮見野市の保健師、汐里さんも、検診のはがきを2種類つくり、くじで送り分けました。
# `A` は得になることを書いたはがき、`B` は損になることを書いたはがきです。

# %% nbgrader={"grade": false, "grade_id": "load_rct", "locked": true, "schema_version": 3, "solution": false, "task": false}
c = load("screening_rct.csv")
print("人数:", len(c))
c.head()

# %% [markdown]
# | 列の名前 | 意味 |
# |---|---|
# | `person_id` | 人の番号（実在の人ではありません） |
# | `arm` | くじで決まったはがき。`A` か `B` |
# | `age`、`sex` | 年齢、性別 |
# | `last_year` | 昨年度に受診した人は 1 |
# | `delivered` | はがきが届いた人は 1、宛先不明で戻った人は 0 |
# | `attended` | 受診した人は 1 |
#
# `attended` は 0 か 1 なので、平均がそのまま**受診率**になります。

# %% nbgrader={"grade": false, "grade_id": "look_rct", "locked": true, "schema_version": 3, "solution": false, "task": false}
print("はがきの種類ごとの受診率")
print(c.groupby("arm")["attended"].mean().round(3).to_string())
print("届かなかった人:", int((c["delivered"] == 0).sum()), "人")

# %% [markdown]
# ## 届かなかった人も数える
#
# 宛先不明の人を除きたくなります。でも、**くじで決まった組のまま、全員を数えます**。
# 除いたとたんに、「くじでそろえた」ことがくずれるからです。
# たとえば、Bのはがきだけ大きくて郵便受けに入らず、留守がちな人に届かなかったとします。
# 除くと、Bには家にいる人ばかりが残ります。もう、Aと同じような人の集まりではありません。
#
# ## 例: 200人ずつのはがき
#
# Aは200人のうち40人（20%）、Bは200人のうち60人（30%）が受診したとします。
# 率の差は B − A で、0.30 − 0.20 = **0.10**（10ポイント）です。
#
# もう一度くじを引けば、少しちがう数になります。そのゆれの大きさが「**標準誤差**」です。
# 率を $p$、人数を $n$ とすると、次の式で求めます。
#
# $$\sqrt{\frac{p_A(1-p_A)}{n_A}+\frac{p_B(1-p_B)}{n_B}}$$
#
# 差から標準誤差の1.96倍を引いた値と、足した値の間を「**95%信頼区間**」といいます。
# くり返せば、100回のうち95回くらいは、本当の差をふくむ幅です。報告では、必ず幅も書きます。

# %% nbgrader={"grade": false, "grade_id": "example_ci", "locked": true, "schema_version": 3, "solution": false, "task": false}
rate_1, rate_2, people_each = 40 / 200, 60 / 200, 200
difference = rate_2 - rate_1
error = (rate_1 * (1 - rate_1) / people_each + rate_2 * (1 - rate_2) / people_each) ** 0.5
print(f"差: {difference:.3f}")
print(f"標準誤差: {error:.3f}")
print(f"95%信頼区間: {difference - 1.96 * error:.3f} から {difference + 1.96 * error:.3f}")

# %% [markdown]
# `** 0.5` は平方根（ルート）です。この例では、区間が0をまたいでいません。
# だから「Bの方が高かった」と言えそうです。ただし、幅は0.016から0.184までと広めです。
#
# ## くじがうまくいったかを見る
#
# くじなら、年齢や昨年度の受診はそろうはずです。確かめるには「**標準化した差**」を使います。
# 平均の差を、ばらつき（標準偏差）で割った値です。単位がちがうものを同じ目盛りで比べられます。
#
# $$\frac{\text{Bの平均}-\text{Aの平均}}{\sqrt{(\text{Aの標準偏差}^2+\text{Bの標準偏差}^2)/2}}$$
#
# 0からの離れ方が0.1より小さければ、そろっていると見ることが多いです。
# 標準偏差は `.std()` で求めます。

# %% nbgrader={"grade": false, "grade_id": "example_balance", "locked": true, "schema_version": 3, "solution": false, "task": false}
age_1 = pd.Series([40, 50, 60])
age_2 = pd.Series([45, 55, 65])
spread = ((age_1.std() ** 2 + age_2.std() ** 2) / 2) ** 0.5
print("標準化した差:", (age_2.mean() - age_1.mean()) / spread)


# %% [markdown]
# ## 問7 くじの結果をまとめる［14点］
#
# 関数を2つ書いてください。どちらも「B − A」です。
#
# 1. `rct(df)`（9点）: 次の5つを入れた辞書を返します。辞書は、名前と値の組の集まりです。
#    - `"diff"`: 受診率の差。**％ではなく割合**で書きます（10ポイントなら 0.10）
#    - `"ci_low"`、`"ci_high"`: 95%信頼区間の下と上。差とその標準誤差から求めます
#    - `"n_a"`、`"n_b"`: それぞれの人数。届かなかった人も数えます
# 2. `balance(df)`（5点）: `{"age": 標準化した差, "last_year": 標準化した差}` を返します。
#
# 空らんは4つです。どれも、Aの行や上の例が手本になります。
# `df.loc[条件, column]` は「条件に合う行の、1つの列」です。`for` で、2つの列に同じ計算をします。

# %% nbgrader={"grade": false, "grade_id": "q7_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rct(df):
    group_a = df[df["arm"] == "A"]
    group_b = df[df["arm"] == "B"]
    rate_a = group_a["attended"].mean()
    rate_b = ____
    n_a = len(group_a)
    n_b = len(group_b)
    se = (rate_a * (1 - rate_a) / n_a + ____) ** 0.5  # 標準誤差
    diff = ____
    low = diff - 1.96 * se
    high = diff + 1.96 * se
    return {"diff": diff, "ci_low": low, "ci_high": high, "n_a": n_a, "n_b": n_b}


def balance(df):
    result = {}
    for column in ["age", "last_year"]:
        in_a = df.loc[df["arm"] == "A", column]
        in_b = df.loc[df["arm"] == "B", column]
        spread = ((in_a.std() ** 2 + in_b.std() ** 2) / 2) ** 0.5
        result[column] = ____
    return result


### BEGIN SOLUTION
def rct(df):
    group_a = df[df["arm"] == "A"]
    group_b = df[df["arm"] == "B"]
    rate_a = group_a["attended"].mean()
    rate_b = group_b["attended"].mean()
    n_a = len(group_a)
    n_b = len(group_b)
    se = (rate_a * (1 - rate_a) / n_a + rate_b * (1 - rate_b) / n_b) ** 0.5
    diff = rate_b - rate_a
    low = diff - 1.96 * se
    high = diff + 1.96 * se
    return {"diff": diff, "ci_low": low, "ci_high": high, "n_a": n_a, "n_b": n_b}


def balance(df):
    result = {}
    for column in ["age", "last_year"]:
        in_a = df.loc[df["arm"] == "A", column]
        in_b = df.loc[df["arm"] == "B", column]
        spread = ((in_a.std() ** 2 + in_b.std() ** 2) / 2) ** 0.5
        result[column] = (in_b.mean() - in_a.mean()) / spread
    return result
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q7", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
check("q7")

# %% [markdown]
# **できましたか**
#
# - [ ] 差と幅を「ポイント」で言える（0.07 なら7ポイント）
# - [ ] 届かなかった人を除かない理由を言える
# - [ ] 支所のQRでは、なぜくじが使えなかったかを言える

# %% [markdown]
# ---
# # 8. 判断する
#
# 計算はそろいました。最後は、**この表の差の差を使ってよいか**を決めます。
# 数字を見てから基準を決めると、都合のよい方に寄ってしまいます。
# だから、**基準を先に紙に書きます**。潮見野市では、次の基準にしました。
#
# | 順番 | 調べること | 判断 |
# |---|---|---|
# | 1 | 始まる前の月が6か月より少ない | `"データ不足"` |
# | 2 | 偽の開始日の答えが、0から1.0分以上離れている | `"使えない"` |
# | 3 | どちらでもない | `"使える"` |
#
# 偽の開始日は、前の月を順に並べて、ちょうど半分のところの月にします。
# 月が15個なら、15 ÷ 2 = 7.5 の小数を切り捨てて、7番です。
# Pythonでは0番から数えるので、先頭から8つめの月になります。
#
# ## 例: 半分のところの月
#
# `//` は、割り算をして小数を切り捨てます。`sorted` は順に並べます。
# `.unique()` は、同じものを1つにまとめます。
# `if` に合わないときは、`else:` の下の行が動きます。

# %% nbgrader={"grade": false, "grade_id": "example_middle_month", "locked": true, "schema_version": 3, "solution": false, "task": false}
example_months = sorted(["2025-03", "2025-01", "2025-02", "2025-04", "2025-05"])
print("月の数:", len(example_months))
print("半分のところの月:", example_months[len(example_months) // 2])

example_gap = -1.4
if abs(example_gap) >= 1.0:
    print("1.0分以上離れています")
else:
    print("1.0分より近いです")


# %% [markdown]
# ## 問8 使えるかどうか［7点］
#
# 関数 `verdict(df, start)` を書いてください。
# 答えは `"使える"`、`"使えない"`、`"データ不足"` のどれかの文字です。
#
# - 上の表の順番どおりに調べます。
# - 「0からの離れ方」なので、マイナス側もプラス側も調べます。
# - 問5の `placebo` を使ってかまいません。
#
# 空らんは3つです。`elif` は「そうではなくて、もし」という意味です。

# %% nbgrader={"grade": false, "grade_id": "q8_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def verdict(df, start="2025-07"):
    pre = df[df["ym"] < start]
    months = sorted(pre["ym"].unique())
    fake_start = months[len(months) // 2]
    gap = placebo(df, ____, start)

    if len(months) < ____:
        return "データ不足"
    elif ____:  # 0から1.0分以上離れている
        return "使えない"
    else:
        return "使える"


### BEGIN SOLUTION
def verdict(df, start="2025-07"):
    # placebo(df, fake_start, start) と書いても同じ。ここでは問5に頼らない形で書く。
    pre = df[df["ym"] < start]
    months = sorted(pre["ym"].unique())
    if len(months) < 6:
        return "データ不足"
    sums = branch_sums(pre, months[len(months) // 2])
    gap = gap_of(sums, sums.index[sums["pilot"] == 1])
    return "使えない" if abs(gap) >= 1.0 else "使える"
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q8", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
check("q8")

# %% nbgrader={"grade": false, "grade_id": "show_verdicts", "locked": true, "schema_version": 3, "solution": false, "task": false}
for label, table in [("表 a", a), ("表 b", b)]:
    try:
        print(f"{label}: {verdict(table, START_MONTH)}")
    except Exception:
        print(f"{label}: まだです")

# %% [markdown]
# **できましたか**
#
# - [ ] 基準を先に決める理由を言える
# - [ ] 「使えない」は「効果がない」ではなく「**わからない**」だと言える

# %% [markdown]
# ## 記述 市長へのメモ［15点］
#
# 広報の一面をどうするか。市長に渡すメモを400字くらいで書いてください。
# 表 `a` の結果を使います。次の5つを入れます。
#
# 1. **大きさと幅**: 差の差は何分か。まぐれで説明できるか（p値）。
# 2. **比べた相手**: 何と比べたか。なぜ「7分短縮」ではないのか。
# 3. **限界**: この数字では言えないこと。
# 4. **判断**: 広報の一面に載せるか。載せるなら、どう書くか。次に何をするか。
# 5. **考えを変えるとき**: どんな結果が出たら、判断を変えるか。
#
# 採点する人は、比べた相手35%、大きさと幅25%、限界25%、判断へのつなぎ15%の重みで見ます。
# 文章のうまさは見ません。むずかしい言葉も要りません。
#
# **幅の出し方** 支所を1つずつ外して差の差を計算すると、答えがどれくらい動くかがわかります。
# 次のセルを動かすと、いちばん小さい値と大きい値が出ます。メモに使ってください。

# %% nbgrader={"grade": false, "grade_id": "leave_one_out", "locked": true, "schema_version": 3, "solution": false, "task": false}
sums_a = branch_sums(a, START_MONTH)
without_one = []
for code in sums_a.index:
    kept = sums_a.drop(code)
    without_one.append(gap_of(kept, kept.index[kept["pilot"] == 1]))
print(f"支所を1つずつ外した差の差: {min(without_one):.1f}分 から {max(without_one):.1f}分")

# %% [markdown]
# 次のセルをダブルクリックし、「（ここに書いてください）」を消して書きます。
# 「1. 大きさと幅」から「5. 考えを変えるとき」まで、番号を付けると書きやすく、読みやすくなります。
# 書き終えたら、`Shift` と `Enter` で閉じます。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 15, "schema_version": 3, "solution": true, "task": false}
# **市長へのメモ　事前入力QRの効果について**
#
# 1. 大きさと幅:
#
# 2. 比べた相手:
#
# 3. 限界:
#
# 4. 判断:
#
# 5. 考えを変えるとき:

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
# この演習のフォルダに、ひな形の `did_template.ipynb` があります。
# 左のファイルの一覧でダブルクリックして開き、次の順に進めてください。
#
# 1. 「支所×月」の表をExcelで1枚つくり、CSVで保存します。列の名前は、ひな形に書いてあります。
# 2. そのCSVを、左のファイルの一覧に引っぱって入れます。
# 3. ひな形の「1. 表を開く」のセルに、ファイルの名前と始まった月を書きます。
# 4. ひな形の「2. 差の差」のセルに、問3の `did` と問6の `perm_p` を貼りつけます。
# 5. 上から順に動かすと、差の差、p値、図が出ます。
#
# 支所でなくても使えます。学校、公民館、係、地区など、**先に始めたところと、まだのところ**があれば大丈夫です。
# 名前や住所など、人がわかる列は入れないでください。
#
# ## 判断シート
#
# 会議の前に、紙に書き写して埋めてみてください。
#
# | 問い | 書くこと |
# |---|---|
# | 何を変えたのか | いつ、どこで、何を |
# | 何と比べたのか | 比べた相手と、選ばれ方のちがい |
# | なければどうなっていたか | そう考える理由 |
# | 大きさと幅 | 何分（何件、何円）。まぐれの割合 |
# | 偽の開始日の答え | 0に近いか |
# | この数字で言えないこと | 2つ以上 |
# | 判断と、その基準 | 基準は結果を見る前に書いたか |
# | 考えを変えるとき | どんな結果が出たら変えるか |
#
# ## 課長にひとこと
#
# > 「短くなったのは本当です。ただ、全体の流れの分も入っています。
# > それを除いた数字と、確かめた方法を一緒に載せませんか」
#
# おつかれさまでした。最後に、全体を通して動かします。
# メニューの「カーネル」から「カーネルを再起動 と すべてのセルを実行…」を選び、「再起動」を押します。
# 上から下まで止まらずに動いたら、`Ctrl` と `S` で保存します。
#
# 研修で学んでいる人は、講師の案内のとおりに提出してください。
# 一人で学んでいる人は、「コース案内」の「全部の採点を受けたいとき」に進みます。
