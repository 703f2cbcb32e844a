# %% [markdown]
# # 窓口の待ち行列シミュレーション
#
# **潮見野市 DXラボ ／ リーダー研修 第2期 ／ 約4時間**
#
# > 2026年3月13日。市民課の壁のカレンダーに、赤い丸が付いています。**3月23日、月曜日**。
# > 引越しの季節の月曜日です。去年は、入口の外まで列ができました。
# > 課長の浜野さんが言います。「予算は**1つ分**だけある。どれにしようか」
# >
# > 1. 窓口をもう1つ開ける
# > 2. 家での「事前入力」を呼びかけて、使う人を3割に増やす
# > 3. 「混雑カレンダー」を配って、15%の人に別の日に来てもらう
#
# 全部を試してから選ぶことは、できません。3月23日は1回しか来ないからです。
# でも、コンピューターの中なら、同じ朝を100回やり直せます。
# このように、しくみをまねて動かしてみることを「**シミュレーション**」といいます。
# この実習では、市民課の主任、渚さんと一緒に、3つの案を試して、課長に助言します。
# 市もデータも、研修のための架空のものです。
#
# **終わると、できるようになること**
#
# 1. 番号札の記録から「いつ何人来るか」と「1人に何分かかるか」を読み取れる。
# 2. 待ち行列のシミュレーションを自分で動かし、計算式と比べて確かめられる。
# 3. 案のちがいを、**幅を付けて**比べられる。
# 4. モデルに入っていないことも添えて、課長に助言できる。
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
# | 列の意味を見る | 新しいセルに `dictionary("counter_tickets_spring.csv")` と書いて動かす |
#
# まず、道具をそろえるセルを動かしてください。
# `np` は、たくさんの数をまとめて計算する道具です。`pd` は表の道具です。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from math import factorial, inf

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from dxlab import *

start()

# %% [markdown]
# | 部 | 中身 | 問題 | めやす |
# |---|---|---|---|
# | 0 | 記録をながめる | － | 20分 |
# | 1 | 何人来るか | 問1 | 30分 |
# | 2 | 1人に何分かかるか | 問2 | 20分 |
# | 3 | 1列に並んでもらう | 問3 | 40分 |
# | 4 | 計算式と比べる | 問4 | 30分 |
# | 5 | 3つの案を比べる | 問5 | 45分 |
# | 6 | 混むほど急に延びる | 問6 | 20分 |
# | 7 | お金と助言 | 問7・記述 | 35分 |
#
# 事業系（情報の仕事が専門でない人）の道すじで学ぶ人は、問4を読むだけにしてもかまいません。
# ほかの問題は、問4がなくても解けます。
#
# ---
# # 0. 記録をながめる
#
# 渚さんが、去年の3月と4月の番号札の記録を出してきました。1行が1枚の番号札です。
#
# > **実際のまちでも** 青森市の引越しの手続きは、月に平均約2,000件です。
# > 3月は4,700件、4月は3,200件に増えます。最も混む月曜日には、最大で90分待ちます。
# > <br>出典: TBS NEWS DIG 1811650（資料番号 E-05）
# >
# > 全国でも、2020年の3月に市区町村をまたいで引っ越した人は965,051人、4月は764,186人でした。
# > <br>出典: 総務省統計局 住民基本台帳人口移動報告 stat.go.jp（資料番号 E-06）

# %% nbgrader={"grade": false, "grade_id": "load_tickets", "locked": true, "schema_version": 3, "solution": false, "task": false}
raw = load("counter_tickets_spring.csv")
calendar = pd.concat([load("calendar_r6.csv"), load("calendar_r7.csv")])  # 3月と4月は年度がちがう
print("番号札の行の数:", len(raw))
raw[["ticket_id", "issued_at", "called_at", "finished_at", "procedure", "abandoned"]].head()

# %% [markdown]
# | 列 | 意味 |
# |---|---|
# | `issued_at` | 番号札を取った時刻（**来た時刻**とみなします） |
# | `called_at` | 窓口に呼ばれた時刻。空欄は、記録の失敗です |
# | `finished_at` | 用事が終わった時刻。空欄は、呼んでも来なかった人です |
# | `abandoned` | 呼んでも来なかった人（**呼出不在**）は 1 |
#
# 1人の時間は、2つに分かれます。
#
# - **待ち時間** は「呼出 − 発券」
# - **窓口での時間** は「終了 − 呼出」
#
# ## 時刻を「分」にする
#
# `2025-03-24T08:30` のような時刻は、引き算がめんどうです。
# そこで、**夜中の0時から数えた分**に直します。8時30分は 8 × 60 + 30 = 510 です。
# 次のセルの `prepare` は、記録とカレンダーから、この実習で使う表 `tickets` を作る道具です。
# 中のコードは読まなくてかまいません。できた表だけを見てください。

# %% nbgrader={"grade": false, "grade_id": "prepare", "locked": true, "schema_version": 3, "solution": false, "task": false}
BOXES = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(510, 1035, 30)]  # 8:30 から 17:00


def clock(text):
    """時刻の文字を、0時からの分に直す。空欄は空欄のまま"""
    return text.str[11:13].astype(float) * 60 + text.str[14:16].astype(float)


def day_type_of(date):
    """日付から、日の種類を決める。開庁日かどうかは見ない"""
    day = pd.to_datetime(date)
    season = date.str[5:].between("03-20", "04-10")
    monday = day.dt.day_of_week == 0
    return np.select(
        [season & monday, season, monday], ["繁忙期の月曜", "繁忙期", "月曜"], default="ふだん"
    )


def prepare(raw, calendar):
    """番号札の表に、日の種類・開庁日か・30分の箱・分で数えた時刻を付ける"""
    table = raw[["ticket_id", "procedure", "abandoned"]].copy()
    table["date"] = raw["issued_at"].str[:10]
    table["day_type"] = day_type_of(table["date"])
    table["is_open"] = table["date"].map(calendar.set_index("date")["is_open"])
    for column in ["issued", "called", "finished"]:
        table[column] = clock(raw[column + "_at"])
    box = (table["issued"] // 30 * 30).astype(int)
    table["box"] = (box // 60).astype(str).str.zfill(2) + ":" + (box % 60).astype(str).str.zfill(2)
    return table


tickets = prepare(raw, calendar)
tickets.head()

# %% [markdown]
# | 加わった列 | 意味 |
# |---|---|
# | `date`、`is_open` | 日付と、開庁日なら 1・閉庁日なら 0 |
# | `day_type` | 日の種類。`ふだん`・`月曜`・`繁忙期`・`繁忙期の月曜` |
# | `box` | 来た時刻を30分で区切った「箱」。`08:30` は 8:30 から 9:00 の前まで |
# | `issued`、`called`、`finished` | 発券・呼出・終了の時刻（0時からの分） |
#
# `繁忙期` は、3月20日から4月10日までです。`day_type` は日付だけで決めています。
# **土日や祝日でも、どれかの種類が付く**ことに気をつけてください。
#
# まず、去年の繁忙期の月曜日を3日とも見てみます。

# %% nbgrader={"grade": false, "grade_id": "first_figure", "locked": true, "schema_version": 3, "solution": false, "task": false}
busy = tickets[(tickets["day_type"] == "繁忙期の月曜") & (tickets["called"] >= tickets["issued"])]
fig, ax = plt.subplots(figsize=(9, 3.5))
for (date, rows), mark, color in zip(busy.groupby("date"), "os^", ["#D55E00", "#0072B2", "#009E73"]):
    wait = (rows["called"] - rows["issued"]).groupby(rows["box"]).mean().reindex(BOXES)
    ax.plot(BOXES, wait, marker=mark, color=color, label=date)
ax.set_xlabel("来た時刻（30分の箱）")
ax.set_ylabel("平均待ち時間（分）")
ax.tick_params(axis="x", rotation=90)
ax.set_ylim(0)
ax.legend(title="繁忙期の月曜")
plt.show()

mean_by_day = (busy["called"] - busy["issued"]).groupby(busy["date"]).mean()
print("図の説明: 繁忙期の月曜3日の、来た時刻ごとの平均待ち時間です。1日の平均は")
print("、".join(f"{date}が{value:.0f}分" for date, value in mean_by_day.items()) + "で、日によって大きくちがいます。")

# %% [markdown]
# 同じ「繁忙期の月曜」で、窓口の数も同じ7つでした。それでも、待ち時間は日によってこんなにちがいます。
# **たまたま**の波が大きいのです。1日だけを見て「今年は大丈夫」と決めると、はずれます。
#
# > **実際のまちでも** 福山市の窓口が混むのは、月曜日、連休明け、月の初めと終わりです。
# > 3月中旬から4月上旬と、11時から14時も混みます。
# > <br>出典: 福山市 city.fukuyama 51927（資料番号 E-07）
#
# **できましたか**
#
# - [ ] 待ち時間と、窓口での時間のちがいを言える
# - [ ] 510 が8時30分だとわかる
#
# ---
# # 1. 何人来るか
#
# 「繁忙期の月曜は、30分に何人来るか」。これがシミュレーションの材料の1つめです。
# 計算は簡単です。**人数 ÷ 日数**です。ところが、記録にはじゃまものがまざっています。
#
# | じゃまもの | どうするか |
# |---|---|
# | まったく同じ行が2つ | 1つにする |
# | 閉庁日や時間外の、機械の試し刷り | 数えない |
# | 呼出の記録の失敗 | **数える**（来たことは確か） |
# | 呼出不在の人 | **数える**（番号札を取って並んだ） |
#
# ## 例: 小さな表で数える
#
# 月曜の記録が3日分あります。3日めは祝日で、朝に1枚だけ試し刷りがありました。
# `表[条件]` と書くと、条件に合う行だけが残ります。等しいかどうかは `==` で調べます。

# %% nbgrader={"grade": false, "grade_id": "example_rate", "locked": true, "schema_version": 3, "solution": false, "task": false}
mini = pd.DataFrame(
    {
        "ticket_id": ["T1", "T2", "T2", "T3", "T4", "T5"],
        "date": ["3-03", "3-03", "3-03", "3-10", "3-10", "3-17"],
        "is_open": [1, 1, 1, 1, 1, 0],
        "box": ["08:30", "08:30", "08:30", "08:30", "09:30", "09:00"],
    }
)
once = mini.drop_duplicates()  # まったく同じ行（T2）を1つにする
opened = once[once["is_open"] == 1]  # 開庁日の行だけ
print("開庁日の数:", opened["date"].nunique())  # nunique は「ちがうものが何種類あるか」
people = opened["box"].value_counts()  # 箱ごとの行の数
people.reindex(["08:30", "09:00", "09:30"], fill_value=0)  # 箱を全部並べる。いない箱は0

# %% [markdown]
# 8:30の箱は3人、日数は2日なので、1日あたり1.5人です。
# 祝日も日数に入れると3日になり、1.0人に減ってしまいます。
# **閉まっていた日で割ると、混み方が軽く見える**のです。
#
# ## 問1 30分に来る人数［10点］
#
# 関数 `arrival_rate(df, day_type)` を書いてください。「**関数**」は、手順に名前を付けたものです。
#
# - `df` は `tickets` と同じ列を持つ表、`day_type` は `"月曜"` などの文字です。
# - その種類の**開庁日1日あたり**の人数を、30分の箱ごとに返します。
# - 箱は `BOXES` の18個です。だれも来なかった箱は0にします。
# - 日数は、記録のある開庁日の数です。記録がまるごと抜けた日は、日数に入れません。
#
# 空らんは3つです。上の例の行が手本になります。

# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[rows["day_type"] == ____]  # この種類の日だけ
    rows = rows[____]  # 開庁日の行だけ
    days = ____  # 何日分あるか
    people = rows["box"].value_counts().reindex(BOXES, fill_value=0)
    return people / days


### BEGIN SOLUTION
def arrival_rate(df, day_type):
    rows = df.drop_duplicates()
    rows = rows[rows["day_type"] == day_type]
    rows = rows[rows["is_open"] == 1]
    days = rows["date"].nunique()
    people = rows["box"].value_counts().reindex(BOXES, fill_value=0)
    return people / days
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% nbgrader={"grade": false, "grade_id": "show_rates", "locked": true, "schema_version": 3, "solution": false, "task": false}
KINDS = ["ふだん", "月曜", "繁忙期", "繁忙期の月曜"]
try:
    rates = {kind: arrival_rate(tickets, kind) for kind in KINDS}
    fig, ax = plt.subplots(figsize=(9, 3.5))
    for (kind, rate), mark in zip(rates.items(), "os^D"):
        ax.plot(BOXES, rate, marker=mark, label=f"{kind}（1日{sum(rate):.0f}人）")
    ax.set_xlabel("来た時刻（30分の箱）")
    ax.set_ylabel("30分に来る人（人）")
    ax.tick_params(axis="x", rotation=90)
    ax.set_ylim(0)
    ax.legend()
    plt.show()
    print("図の説明: 日の種類ごとの、30分に来る人数です。どの種類も昼の前に山があり、")
    print(f"繁忙期の月曜は、ふだんの{sum(rates['繁忙期の月曜']) / sum(rates['ふだん']):.1f}倍の人が来ます。")
except Exception:
    plt.close("all")
    print("問1ができると、ここに4種類の日の図が出ます。")

# %% [markdown]
# 最後の箱（17:00）は、窓口が17:15に閉まるので15分だけです。だから少なく見えます。
#
# **できましたか**
#
# - [ ] 閉庁日で割るとどうなるかを言える
# - [ ] 呼出不在の人も「来た人」に数える理由を言える
#
# ---
# # 2. 1人に何分かかるか
#
# 材料の2つめは、窓口での時間です。平均だけでは足りません。
# 全員がぴったり10分なら、列はあまりできません。**ばらつきが列を作ります**。
#
# ばらつきは「**変動係数**」で表します。標準偏差を平均で割った値です。
# 標準偏差は、平均からの離れ方をならした値で、`.std()` で求めます。
#
# ## 例: 同じ平均、ちがうばらつき

# %% nbgrader={"grade": false, "grade_id": "example_cv", "locked": true, "schema_version": 3, "solution": false, "task": false}
same = pd.Series([9, 10, 11])
mixed = pd.Series([3, 5, 22])
for name, minutes in [("そろっている", same), ("ばらばら", mixed)]:
    print(f"{name}: 平均 {minutes.mean():.0f}分、変動係数 {minutes.std() / minutes.mean():.2f}")

# %% [markdown]
# 窓口での時間を測るときは、じゃまものの扱いが問1とちがいます。
#
# | じゃまもの | どうするか |
# |---|---|
# | 試し刷り | 除く |
# | 呼出の記録の失敗（`called` が空欄） | 除く（何分かかったかわからない） |
# | 呼出不在（`finished` が空欄） | 除く（用事をしていない） |
# | 呼出が発券より**前**の行（時計のずれ） | 除く（時刻が信じられない） |
#
# 空欄の行では、`called >= issued` のような比べ方は「いいえ」になります。だから一緒に除かれます。
#
# ## 問2 窓口での時間［8点］
#
# 関数 `service_fit(df, proc)` を書いてください。
#
# - `proc` は手続きの名前です。`"全部"` なら、すべての手続きをまとめます。
# - 答えは `{"mean": 平均（分）, "cv": 変動係数}` です。これを「**辞書**」といい、名前と値の組の集まりです。
# - 丸めません。待ち時間を入れないように気をつけます。
#
# 空らんは3つです。`.isin(BOXES)` は「`BOXES` のどれかである」という条件です。
# `.dropna()` は、空欄を除く命令です。

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def service_fit(df, proc):
    rows = df.drop_duplicates()
    rows = rows[(rows["is_open"] == 1) & rows["box"].isin(BOXES)]  # 試し刷りを除く
    if proc != "全部":
        rows = rows[rows["procedure"] == proc]
    rows = rows[rows["called"] >= ____]  # 時計のずれた行を除く
    minutes = (____).dropna()  # 窓口での時間
    return {"mean": minutes.mean(), "cv": ____}


### BEGIN SOLUTION
def service_fit(df, proc):
    rows = df.drop_duplicates()
    rows = rows[(rows["is_open"] == 1) & rows["box"].isin(BOXES)]
    if proc != "全部":
        rows = rows[rows["procedure"] == proc]
    rows = rows[rows["called"] >= rows["issued"]]
    minutes = (rows["finished"] - rows["called"]).dropna()
    return {"mean": minutes.mean(), "cv": minutes.std() / minutes.mean()}
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% nbgrader={"grade": false, "grade_id": "show_service", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    names = ["全部", *sorted(tickets["procedure"].unique())]
    fits = pd.DataFrame({name: service_fit(tickets, name) for name in names}).T
    display(fits.round(2).rename(columns={"mean": "平均（分）", "cv": "変動係数"}))
except Exception:
    print("問2ができると、ここに手続きごとの表が出ます。")


# %% [markdown]
# **できましたか**
#
# - [ ] 「終了 − 発券」がいけない理由を言える（待ち時間が入ってしまう）
# - [ ] 住民票と転入で、平均がどれくらいちがうかを見た
#
# ---
# # 3. 1列に並んでもらう
#
# いよいよ列を動かします。市民課は「**1列に並び、空いた窓口に呼ばれる**」やり方です。
# 番号札は、この1列を守るための道具です。決まりは3つだけです。
#
# 1. 来た順に呼ぶ。用事の長さで順番を変えない。
# 2. **いちばん早く空く窓口**に行く。
# 3. 始まるのは「来た時刻」と「窓口が空く時刻」の、**おそい方**。
#
# ## 例: 3人のお客さんと、2つの窓口
#
# | 客 | 来た時刻 | 用事の長さ | 窓口が空く時刻（1番、2番） | 行く窓口 | 始まる時刻 | 待ち |
# |---|---|---|---|---|---|---|
# | あ | 0 | 6分 | 0、0 | 1番 | 0 | 0分 |
# | い | 1 | 4分 | 6、0 | 2番 | 1 | 0分 |
# | う | 2 | 3分 | 6、5 | 2番 | 5 | **3分** |
#
# 「う」さんが来たとき、2番は5に空き、1番は6に空きます。早い2番に行きます。
# 待ち時間は 5 − 2 = 3分です。終わると、2番が次に空くのは 5 + 3 = 8 になります。

# %% nbgrader={"grade": false, "grade_id": "example_queue_figure", "locked": true, "schema_version": 3, "solution": false, "task": false}
fig, ax = plt.subplots(figsize=(8, 2.4))
for name, window, begin, length, color in [
    ("あ", 1, 0, 6, "#56B4E9"),
    ("い", 2, 1, 4, "#E69F00"),
    ("う", 2, 5, 3, "#CC79A7"),
]:
    ax.barh(window, length, left=begin, height=0.5, color=color, edgecolor="black")
    ax.text(begin + length / 2, window, f"{name} {length}分", ha="center", va="center")
ax.barh(3, 3, left=2, height=0.5, color="white", edgecolor="black", hatch="//")
ax.text(5.2, 3, "「う」は3分待つ", va="center")
ax.set_yticks([1, 2, 3], ["1番窓口", "2番窓口", "待つ場所"])
ax.set_xlabel("時刻（分）")
ax.set_xlim(0, 9)
ax.invert_yaxis()
plt.show()
print("図の説明: 1番窓口は「あ」が0から6まで、2番窓口は「い」が1から5まで、")
print("続いて「う」が5から8まで使います。「う」は2から5まで待つ場所にいます。")

# %% [markdown]
# コードで使う書き方は、次のとおりです。
#
# | 書き方 | 意味 |
# |---|---|
# | `[0] * 2` | 0 が2つ並んだリスト（値を並べたもの）。`[0, 0]` |
# | `min(free)` | いちばん小さい値 |
# | `free.index(5)` | 5 が何番めにあるか。0番から数える |
# | `max(a, b)` | 大きい方（時刻なら、おそい方） |
# | `for a, s in zip(来た時刻, 長さ):` | 2つの並びを、1人分ずつ取り出してくり返す |
# | `waits.append(3)` | リストの最後に 3 を加える |

# %% nbgrader={"grade": false, "grade_id": "example_free", "locked": true, "schema_version": 3, "solution": false, "task": false}
free_now = [6, 5]  # 「う」さんが来たときの、窓口が空く時刻
quick = free_now.index(min(free_now))
print("早く空くのは:", quick, "番め（0番から数えて）")
begin = max(2, free_now[quick])  # 来た時刻は2
print("始まる時刻:", begin, "　待ち時間:", begin - 2)
free_now[quick] = begin + 3  # 用事は3分
print("窓口が空く時刻:", free_now)

# %% [markdown]
# 来た時刻が順番どおりでないと、列は正しく動きません。次の `check_order` は、順番を確かめる道具です。
# 早い順になっていなければ、`ValueError` という種類のエラーで止まります。

# %% nbgrader={"grade": false, "grade_id": "check_order", "locked": true, "schema_version": 3, "solution": false, "task": false}
def check_order(arrivals):
    """来た時刻が早い順かを確かめる。ちがえば、エラーで止める"""
    if list(arrivals) != sorted(arrivals):
        raise ValueError("来た時刻を、早い順に並べてください")


check_order([0, 1, 2])
print("順番は大丈夫です")

# %% [markdown]
# ## 問3 待ち行列を動かす［20点］
#
# 関数 `simulate(arrivals, services, c)` を書いてください。
#
# - `arrivals` は来た時刻、`services` は用事の長さの並びです。`c` は窓口の数です。
# - 答えは、**来た順の待ち時間**の並びです。用事の長さは入れません。
# - 同じ時刻に来た人は、並びの先の人が先です。
# - 来た時刻が早い順になっていないときは、`check_order` で止めます（用意ずみ）。
#
# 空らんは4つです。上の例のセルが手本になります。

# %% nbgrader={"grade": false, "grade_id": "q3_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c  # それぞれの窓口が、次に空く時刻
    waits = []
    for a, s in zip(arrivals, services):
        i = ____  # いちばん早く空く窓口
        begin = ____  # 始まる時刻
        waits.append(____)  # 待ち時間
        free[i] = ____  # この窓口が、次に空く時刻
    return waits


### BEGIN SOLUTION
def simulate(arrivals, services, c):
    check_order(arrivals)
    free = [0] * c
    waits = []
    for a, s in zip(arrivals, services):
        i = free.index(min(free))
        begin = max(a, free[i])
        waits.append(begin - a)
        free[i] = begin + s
    return waits
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q3", "locked": true, "points": 20, "schema_version": 3, "solution": false, "task": false}
check("q3")

# %% [markdown]
# 去年のある月曜日を、シミュレーションで動かしてみます。
# 来た時刻と用事の長さは、記録のままです。窓口は7つです。

# %% nbgrader={"grade": false, "grade_id": "replay", "locked": true, "schema_version": 3, "solution": false, "task": false}
def tell(label, compute):
    """答えを1行で表示する。まだのときは「まだです」と表示する"""
    try:
        print(f"{label}: {compute():.1f}分")
    except Exception:
        print(f"{label}: まだです")


whole = tickets.drop_duplicates().sort_values(["issued", "ticket_id"])
whole = whole[(whole["date"] == "2025-03-31") & whole["box"].isin(BOXES)]
minutes = (whole["finished"] - whole["called"]).where(whole["called"] >= whole["issued"])
minutes = minutes.where(whole["abandoned"] == 0, 3).fillna(11)  # 呼出不在は3分、わからない人は11分
real = (whole["called"] - whole["issued"]).where(whole["called"] >= whole["issued"]).mean()
print(f"2025年3月31日の、実際の平均待ち時間: {real:.1f}分")
tell("シミュレーションの平均待ち時間", lambda: np.mean(simulate(whole["issued"], minutes, 7)))
tell("窓口が8つだったら", lambda: np.mean(simulate(whole["issued"], minutes, 8)))

# %% [markdown]
# 呼出不在の人は3分としました。3分呼んで来なければ、次の人に進むからです。
# 記録の失敗で時間がわからない人は、11分と置きました。
# 実際の数と近ければ、まねができているということです。分より細かい時刻がないので、ぴったりにはなりません。
#
# > **発展（読み飛ばしてかまいません）** 窓口が1つのときは、前の人の待ち時間から次の人の待ち時間が決まります。
# > 「前の人の待ち ＋ 前の人の用事 − 2人の来た時刻の差」で、マイナスなら0です。
# > この式は、リンドリーの式と呼ばれます。問3の答えは、窓口1つのとき、この式と同じになります。
# > <br>出典: D. V. Lindley (1952) The theory of queues with a single server, Proc. Camb. Phil. Soc. 48, 277-289
#
# **できましたか**
#
# - [ ] 始まる時刻が「おそい方」になる理由を言える
# - [ ] 窓口ごとに別の列を作ると何が起きそうか、予想した（第4部で答え合わせをします）
#
# ---
# # 4. 計算式と比べる
#
# 自分で作ったシミュレーションは、正しいでしょうか。
# **答えのわかっている場面で動かして、合うか**を確かめます。
#
# 100年ほど前、電話会社で働いていたアーランさんが、平均待ち時間の式を見つけました。
# 電話の交換手を何人置けばよいかを考えるためです。式が使えるのは、次の場面です。
#
# - 客は、でたらめな間隔で来る。混む時間帯はなく、1日中同じ調子で来る。
# - 用事の長さもばらばらで、短い人が多く、ときどき長い人がいる（変動係数は1）。
# - 1列に並んで、`c` 個の窓口を使う。開いてから長い時間がたっている。
#
# この場面を M/M/c と書きます。M は、前のことに左右されない、でたらめな間隔を表す記号です。
#
# | 記号 | 意味 | 例 |
# |---|---|---|
# | `lam` | 1分に来る人数 | 0.25人（4分に1人） |
# | `minutes` | 用事の長さの平均（分） | 10分 |
# | `c` | 窓口の数 | 3 |
# | `a` | いつも埋まっている窓口の数の平均。`lam × minutes` | 2.5 |
# | `rho` | **利用率**。`a ÷ c`。窓口が埋まっている割合 | 0.83 |
#
# 式は、3つの部品でできています。$k!$ は $1\times2\times\cdots\times k$ のことで、`factorial(k)` です。$0!$ は1です。
#
# $$\text{部品1}=\sum_{k=0}^{c-1}\frac{a^k}{k!}\qquad
# \text{部品2}=\frac{a^c}{c!}\times\frac{1}{1-\rho}\qquad
# \text{待つ確率}=\frac{\text{部品2}}{\text{部品1}+\text{部品2}}$$
#
# $$\text{平均待ち時間}=\text{待つ確率}\times\frac{\text{用事の長さの平均}}{c-a}$$
#
# > 待つ確率の式は、アーラン C 式と呼ばれます。
# > <br>出典: A. K. Erlang (1917) 自動電話交換の確率論の論文, Elektroteknikeren 13
# > <br>出典: L. Kleinrock (1975) Queueing Systems, Volume 1, Wiley（教科書）
#
# **利用率が1以上**のときは、来る人の仕事が窓口の力を上回ります。列は延び続け、平均待ち時間は無限大です。
# `inf` が「無限大」です。
#
# ## 例: 窓口が1つのとき
#
# 窓口が1つなら、部品1は1、部品2は $\rho\div(1-\rho)$ なので、待つ確率は $\rho$ になります。
# 1分に 0.25 ÷ 3 人が来て、用事が10分の窓口では、次のようになります。

# %% nbgrader={"grade": false, "grade_id": "example_one_window", "locked": true, "schema_version": 3, "solution": false, "task": false}
lam_one, minutes_one = 0.25 / 3, 10
rho_one = lam_one * minutes_one / 1
print(f"利用率: {rho_one:.2f}")
print(f"平均待ち時間: {rho_one * minutes_one / (1 - rho_one):.0f}分")

# %% [markdown]
# これは、3つの窓口に**別々の列**を作り、客を3等分した場合の1つの列です。50分待ちます。
# 同じ客が**1列**に並んで3つの窓口を使うと、何分になるでしょうか。問4の式で確かめます。
#
# ## 問4 式を書き、シミュレーションと比べる［12点］
#
# 1. 関数 `erlang_c(lam, minutes, c)`（9点）: 平均待ち時間（分）を返します。利用率が1以上なら `inf` を返します。
# 2. 関数 `agrees(means, theory)`（3点）: `means` は、何回も動かした平均待ち時間の並びです。
#    **全部の平均**が、式の答え `theory` から10%以内なら `True`（はい）、そうでなければ `False`（いいえ）を返します。
#
# 空らんは4つです。`np.mean(並び)` は平均です。

# %% nbgrader={"grade": false, "grade_id": "q4_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def erlang_c(lam, minutes, c):
    a = lam * minutes
    rho = a / c
    if ____:  # 窓口が追いつかないとき
        return inf
    part1 = sum(a**k / factorial(k) for k in range(c))
    part2 = a**c / factorial(c) / (1 - rho)
    p_wait = ____  # 待つ確率
    return p_wait * ____  # 平均待ち時間


def agrees(means, theory):
    average = ____
    return abs(average - theory) <= 0.1 * theory


### BEGIN SOLUTION
def erlang_c(lam, minutes, c):
    a = lam * minutes
    rho = a / c
    if rho >= 1:
        return inf
    part1 = sum(a**k / factorial(k) for k in range(c))
    part2 = a**c / factorial(c) / (1 - rho)
    p_wait = part2 / (part1 + part2)
    return p_wait * minutes / (c - a)


def agrees(means, theory):
    average = np.mean(means)
    return abs(average - theory) <= 0.1 * theory
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q4", "locked": true, "points": 12, "schema_version": 3, "solution": false, "task": false}
check("q4")

# %% [markdown]
# 200回動かして、式の答えと比べます。1分に0.2人、用事10分、窓口3つの場面です。
# 開いてすぐは空いているので、はじめの100人は数えません。

# %% nbgrader={"grade": false, "grade_id": "mmc_runs", "locked": true, "schema_version": 3, "solution": false, "task": false}
def mmc_means(lam, minutes, c, runs, people, seed):
    """でたらめに来る客を people 人ずつ、runs 回動かす。はじめの100人を除いた平均を並べる"""
    rng = np.random.default_rng(seed)  # 乱数（でたらめな数）を作る道具
    means = []
    for _ in range(runs):
        arrivals = np.cumsum(rng.exponential(1 / lam, people))
        services = rng.exponential(minutes, people)
        means.append(np.mean(simulate(arrivals.tolist(), services.tolist(), c)[100:]))
    return means


try:
    means = mmc_means(0.2, 10, 3, runs=200, people=500, seed=207)
    fig, ax = plt.subplots(figsize=(8, 3.2))
    ax.hist(means, bins=30, color="#999999")
    ax.axvline(np.mean(means), color="#0072B2", linewidth=2, label="200回の平均")
    try:
        theory = erlang_c(0.2, 10, 3)
        ax.axvline(theory, color="#D55E00", linestyle="--", linewidth=2, label="式の答え")
        said = f"式の答えは{theory:.2f}分で、10%以内に入っているかは {agrees(means, theory)} です。"
    except Exception:
        said = "問4ができると、式の答えも出ます。"
    ax.set_xlabel("1回ごとの平均待ち時間（分）")
    ax.set_ylabel("回数（回）")
    ax.legend()
    plt.show()
    print(f"図の説明: 1回ごとの平均は{min(means):.1f}分から{max(means):.1f}分まで散らばりますが、")
    print(f"200回の平均は{np.mean(means):.2f}分です。{said}")
except Exception:
    plt.close("all")
    print("問3ができると、ここに200回分の図が出ます。")

tell("1列で3窓口（問4の式）", lambda: erlang_c(0.25, 10, 3))
tell("列が3つ、窓口が1つずつ", lambda: erlang_c(0.25 / 3, 10, 1))

# %% [markdown]
# 同じ人数、同じ窓口の数、同じ用事です。**並び方を変えるだけ**で、平均待ち時間が大きくちがいます。
# 列が別々だと、となりの窓口が空いていても、自分の列を待つことになるからです。
#
# **できましたか**
#
# - [ ] 1回だけの結果では、式と合うかどうかを決められないとわかった
# - [ ] 利用率が1以上のとき、なぜ無限大なのかを言える
#
# ---
# # 5. 3つの案を比べる
#
# 本当の市民課は、アーランさんの場面とはちがいます。昼前に山があり、夕方には閉まります。
# だから、式ではなくシミュレーションの出番です。まず、3月23日の朝の「もと」を作ります。
# 問1と問2の答えを使います。まだのときは、用意した数を使います。

# %% nbgrader={"grade": false, "grade_id": "peak_day", "locked": true, "schema_version": 3, "solution": false, "task": false}
READY = {  # 問1と問2がまだのときに使う、おおよその数
    "per_box": [16, 16, 21, 21, 24, 24, 23, 23, 21, 21, 21, 21, 20, 20, 16, 16, 7, 3],
    "minutes": 11.0,
    "cv": 0.7,
    "windows": 7,
}
try:
    fit = service_fit(tickets, "全部")
    per_box = [float(value) for value in arrival_rate(tickets, "繁忙期の月曜")]
    likely = len(per_box) == 18 and all(0 <= value <= 100 for value in per_box)
    if not (likely and 1 <= fit["mean"] <= 60 and 0 < fit["cv"] <= 3):
        raise ValueError("ありそうな数ではありません")
    peak = {"per_box": per_box, "minutes": fit["mean"], "cv": fit["cv"], "windows": 7}
except Exception:
    peak = READY
    print("問1と問2ができるまで、用意した数を使います。")
print(f"1日に来る人: {sum(peak['per_box']):.0f}人、1人に{peak['minutes']:.1f}分、窓口{peak['windows']}つ")

# %% [markdown]
# ## 客を先に作る
#
# 次の `draw_day` は、1日分の客を**乱数**（でたらめな数）で作る道具です。
# `seed` という「種」が同じなら、いつも同じ客ができます。`rng` は、種から乱数を出していく道具です。
#
# | できるもの | 意味 |
# |---|---|
# | `come` | 来る時刻（0時からの分）。早い順 |
# | `minutes` | 用事の長さ（分）。短い人が多く、少しだけ長い人がいる |
# | `luck` | 0から1までのくじ。だれが事前入力を使うか、だれが別の日に移るかを決める |

# %% nbgrader={"grade": false, "grade_id": "draw_day", "locked": true, "schema_version": 3, "solution": false, "task": false}
BOX_START = np.arange(510, 1035, 30)  # 箱の始まり（0時からの分）
BOX_LENGTH = np.array([30] * 17 + [15])  # 箱の長さ（分）。最後の箱は15分


def draw_day(day, rng):
    """1日分の客を作る"""
    counts = rng.poisson(day["per_box"])  # 箱ごとの人数。平均は per_box で、日によってちがう
    n = counts.sum()
    come = np.sort(np.repeat(BOX_START, counts) + np.repeat(BOX_LENGTH, counts) * rng.random(n))
    spread = np.log(1 + day["cv"] ** 2)
    minutes = rng.lognormal(np.log(day["minutes"]) - spread / 2, spread**0.5, n)
    return {"come": come, "minutes": minutes, "luck": rng.random(n)}


one = draw_day(peak, np.random.default_rng(1))
print("1日分の客:", len(one["come"]), "人")
print("はじめの3人が来る時刻:", one["come"][:3].round(1))
print("はじめの3人の用事の長さ:", one["minutes"][:3].round(1))

# %% [markdown]
# **全部の案を、同じ客で試します。** 案ごとに別の客を使うと、たまたま空いた日を引いた案が、良く見えてしまうからです。
# 2つの靴を比べるとき、同じ人が同じ道を走るのと同じです。
#
# > **実際のまちでも** 岩見沢市の「書かない窓口」では、証明書1種類の手続きが、約18分から10分になりました。
# > すべての手続きの数字ではありません。
# > <br>出典: TBS NEWS DIG 229106（資料番号 E-08）
#
# 事前入力を使う人の用事の長さは、この数字を借りて 10/18 倍とします。**仮の数**です。
#
# | 案 | シミュレーションでの変え方 |
# |---|---|
# | 今のまま | 変えない |
# | 窓口を1つ増やす | 窓口の数を1つ増やす |
# | 事前入力を3割に | くじが 0.3 より小さい人の用事を 10/18 倍にする |
# | 混雑カレンダー | くじが 0.15 より小さい人は、別の日に移る（この日には来ない） |
#
# ## 平均の幅
#
# 100日分の平均待ち時間を、また平均します。この値も、別の100日ならすこし変わります。
# その**幅**は「平均 ± 1.96 ×（1日ごとの平均の標準偏差 ÷ 日数の平方根）」で見積もります。
# これを「95%の幅」と呼びます。同じことをくり返せば、100回のうち95回くらいは本当の平均をふくみます。
#
# ## 例: 4日分の幅

# %% nbgrader={"grade": false, "grade_id": "example_range", "locked": true, "schema_version": 3, "solution": false, "task": false}
four_days = np.array([10, 30, 14, 18])  # 1日ごとの平均待ち時間（分）
error = four_days.std(ddof=1) / 4**0.5  # ddof=1 は、少ない数から標準偏差を見積もるときの約束
print(f"平均 {four_days.mean():.1f}分、幅 {four_days.mean() - 1.96 * error:.1f} から {four_days.mean() + 1.96 * error:.1f}")
everyone = np.array([2, 12, 15, 40])  # 客ひとりひとりの待ち時間
print("15分以内だった人の割合:", (everyone <= 15).mean())
print("10人に9人は、この分以内:", round(np.quantile(everyone, 0.9), 1))

# %% [markdown]
# ## いちばん良い案の決め方
#
# 幅が重なっていたら、どちらが短いかは**はっきりしません**。そこで、次の決まりにします。
# 平均がいちばん小さい案を見つけます。その幅の上のはし（`high`）が、**ほかのどの案の**下のはし（`low`）よりも
# 小さいときだけ、その案の名前を答えます。
#
# | 案 | 平均 | `low` | `high` |
# |---|---|---|---|
# | ア | 8 | 7 | 9 |
# | イ | 12 | 10 | 14 |
# | ウ | 15 | 8 | 22 |
#
# アとイは重なりません。でも、アの9とウの8が重なります。答えは「差ははっきりしない」です。
# **平均が2番めの案とだけ比べると、ウを見落とします。**
#
# ## 問5 案を比べる［14点］
#
# 1. 関数 `scenarios(day, n, seed)`（9点）: `n` 日分の客で4つの案を動かし、案ごとに1行の表を返します。
#    - `option`: 案の名前。`OPTIONS` の4つ
#    - `mean`: 1日ごとの平均待ち時間を、`n` 日で平均した値（分）
#    - `p90`: 客全員の待ち時間で、10人に9人がおさまる分
#    - `within15`: 客全員のうち、15分以内だった人の割合
#    - `low`、`high`: `mean` の95%の幅
# 2. 関数 `best(table)`（5点）: 上の決まりで、案の名前か `"差ははっきりしない"` を返します。
#
# 空らんは5つです。`one_day` は、1日分の客を1つの案で動かす関数です。問3の `simulate` を使います。
# `np.where(条件, あ, い)` は、条件に合う人は「あ」、合わない人は「い」にする命令です。
# `come[stays]` は、`stays` の条件に合う人だけを残します。

# %% nbgrader={"grade": false, "grade_id": "options", "locked": true, "schema_version": 3, "solution": false, "task": false}
OPTIONS = ["今のまま", "窓口を1つ増やす", "事前入力を3割に", "混雑カレンダー"]


# %% nbgrader={"grade": false, "grade_id": "q5_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def one_day(customers, option, windows):
    come, minutes, luck = customers["come"], customers["minutes"], customers["luck"]
    if option == "窓口を1つ増やす":
        windows = ____
    elif option == "事前入力を3割に":
        minutes = np.where(luck < 0.3, minutes * 10 / 18, minutes)
    elif option == "混雑カレンダー":
        stays = ____  # この日に来る人の条件
        come, minutes = come[stays], minutes[stays]
    return np.array(simulate(come.tolist(), minutes.tolist(), windows))


def scenarios(day, n, seed):
    rng = np.random.default_rng(seed)
    days = [draw_day(day, rng) for _ in range(n)]  # 客を先に n 日分作る
    rows = []
    for option in OPTIONS:
        waits = [one_day(customers, option, day["windows"]) for customers in ____]
        means = np.array([one.mean() for one in waits])  # 1日ごとの平均
        everyone = np.concatenate(waits)  # 全部の日の客をつなぐ
        error = means.std(ddof=1) / n**0.5
        rows.append(
            {
                "option": option,
                "mean": means.mean(),
                "p90": np.quantile(everyone, 0.9),
                "within15": ____,
                "low": means.mean() - 1.96 * error,
                "high": means.mean() + 1.96 * error,
            }
        )
    return pd.DataFrame(rows)


def best(table):
    rows = table.sort_values("mean")  # 平均の小さい順
    first, others = rows.iloc[0], rows.iloc[1:]
    if first["high"] < ____:
        return first["option"]
    return "差ははっきりしない"


### BEGIN SOLUTION
def one_day(customers, option, windows):
    come, minutes, luck = customers["come"], customers["minutes"], customers["luck"]
    if option == "窓口を1つ増やす":
        windows = windows + 1
    elif option == "事前入力を3割に":
        minutes = np.where(luck < 0.3, minutes * 10 / 18, minutes)
    elif option == "混雑カレンダー":
        stays = luck >= 0.15
        come, minutes = come[stays], minutes[stays]
    return np.array(simulate(come.tolist(), minutes.tolist(), windows))


def scenarios(day, n, seed):
    rng = np.random.default_rng(seed)
    days = [draw_day(day, rng) for _ in range(n)]
    rows = []
    for option in OPTIONS:
        waits = [one_day(customers, option, day["windows"]) for customers in days]
        means = np.array([one.mean() for one in waits])
        everyone = np.concatenate(waits)
        error = means.std(ddof=1) / n**0.5
        rows.append(
            {
                "option": option,
                "mean": means.mean(),
                "p90": np.quantile(everyone, 0.9),
                "within15": (everyone <= 15).mean(),
                "low": means.mean() - 1.96 * error,
                "high": means.mean() + 1.96 * error,
            }
        )
    return pd.DataFrame(rows)


def best(table):
    rows = table.sort_values("mean")
    first, others = rows.iloc[0], rows.iloc[1:]
    if first["high"] < others["low"].min():
        return first["option"]
    return "差ははっきりしない"
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q5", "locked": true, "points": 14, "schema_version": 3, "solution": false, "task": false}
check("q5")

# %% nbgrader={"grade": false, "grade_id": "show_scenarios", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    result = scenarios(peak, 100, 323)
    place = range(len(result))
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.errorbar(
        result["mean"],
        place,
        xerr=[result["mean"] - result["low"], result["high"] - result["mean"]],
        fmt="o",
        color="#0072B2",
        capsize=5,
    )
    ax.set_yticks(place, result["option"])
    ax.invert_yaxis()
    ax.set_ylim(3.5, -0.5)
    ax.set_xlim(0)
    ax.set_xlabel("平均待ち時間（分）　横の線は95%の幅")
    ax.grid(axis="x", color="#DDDDDD")
    plt.show()
    print("図の説明: 4つの案の平均待ち時間と、95%の幅です。")
    for row in result.itertuples():
        print(f"{row.option}は{row.mean:.1f}分（{row.low:.1f}から{row.high:.1f}）、15分以内は{row.within15:.0%}。")
    print("4つの中でいちばん良い案:", best(result))
    print("今のままを除いて、3つの案だけだと:", best(result[1:]))
except Exception:
    plt.close("all")
    print("問3と問5ができると、ここに4つの案の図が出ます。")

# %% [markdown]
# 3つの案の幅を見比べてください。**重なっていれば、順位を付けるのは早すぎます。**
# 一方、「今のまま」の幅とは離れているでしょうか。離れていれば、どの案にも意味があると言えます。
#
# ## モデルは、去年と合っているか
#
# 本物をまねた計算のしくみを「**モデル**」といいます。案を信じる前に、今のままのモデルを、去年の記録と比べます。

# %% nbgrader={"grade": false, "grade_id": "validate", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    rng = np.random.default_rng(7)
    now = [one_day(draw_day(peak, rng), "今のまま", peak["windows"]).mean() for _ in range(100)]
    low, high = np.quantile(now, [0.05, 0.95])
    print(f"モデル: 100日のうち90日は、1日の平均が {low:.0f}分から {high:.0f}分")
except Exception:
    print("モデル: まだです")
print("去年　:", "、".join(f"{value:.0f}分" for value in mean_by_day), "（繁忙期の月曜の3日）")

# %% [markdown]
# 去年の3日がモデルの幅に入っていれば、「おかしくはない」と言えます。3日だけなので、証明にはなりません。
#
# > **発展（読み飛ばしてかまいません）** 同じ客で比べると、「案ごとの差」の幅は、ここで見た幅よりせまくなります。
# > 客のばらつきが、引き算で打ち消されるからです。だから、幅の重なりで決めるこの決まりは、**慎重な方に寄っています**。
# > 次のセルは、窓口を増やしたときに短くなる分の幅を、同じ客と別の客とで比べます。

# %% nbgrader={"grade": false, "grade_id": "common_numbers", "locked": true, "schema_version": 3, "solution": false, "task": false}
def half_width(values):
    return 1.96 * np.std(values, ddof=1) / len(values) ** 0.5


try:
    rng = np.random.default_rng(11)
    first_100 = [draw_day(peak, rng) for _ in range(100)]
    other_100 = [draw_day(peak, rng) for _ in range(100)]
    now = np.array([one_day(day, "今のまま", peak["windows"]).mean() for day in first_100])
    plus = np.array([one_day(day, "窓口を1つ増やす", peak["windows"]).mean() for day in first_100])
    plus_other = np.array([one_day(day, "窓口を1つ増やす", peak["windows"]).mean() for day in other_100])
    print(f"同じ客: 短くなる分 {np.mean(now - plus):.1f}分 ± {half_width(now - plus):.1f}分")
    print(f"別の客: 短くなる分 {np.mean(now - plus_other):.1f}分 ± {half_width(now - plus_other):.1f}分")
except Exception:
    print("問3と問5ができると、ここに数字が出ます。")

# %% [markdown]
# **できましたか**
#
# - [ ] 全部の案を同じ客で試す理由を言える
# - [ ] 幅が重なったときに「どちらが良い」と言わない理由を言える
# - [ ] 混雑カレンダーの答えは「15%の人が**本当に動いたら**」の話だとわかる
#
# ---
# # 6. 混むほど急に延びる
#
# 「利用率が80%から88%になっただけ。待ち時間も1割増しくらいでしょう」。本当でしょうか。
# 利用率を少しずつ上げて、平均待ち時間がどう延びるかを表にします。
#
# ## 例: 間隔を縮める
#
# 平均が1の間隔を先に作り、**同じ客のまま**、間隔だけを縮めて混ませます。
# 利用率が `rho` になる「1分に来る人数」は、`lam = rho × 窓口の数 ÷ 用事の平均` です。
# 窓口2つ、用事が平均10分、利用率0.8なら、0.8 × 2 ÷ 10 = 0.16人です。
# `np.cumsum` は、間隔を順に足して時刻にする命令です。

# %% nbgrader={"grade": false, "grade_id": "example_gaps", "locked": true, "schema_version": 3, "solution": false, "task": false}
small_gaps = np.array([0.5, 1.5, 1.0])  # 平均が1の間隔
for lam in [0.10, 0.16]:
    print(f"1分に{lam:.2f}人のとき、来る時刻:", (np.cumsum(small_gaps) / lam).round(1))

# %% [markdown]
# ## 問6 利用率と待ち時間の表［8点］
#
# 1. 関数 `sensitivity(gaps, services, c, rhos)`（4点）: `rhos` の利用率ごとに平均待ち時間を求め、
#    列が `rho` と `wait` の表を返します。問3の `simulate` を使います。用事の平均は `services` の平均です。
# 2. 関数 `doubles_at(table, start)`（4点）: 利用率が `start` のときの**2倍以上**になる、いちばん小さい利用率を返します。
#    `table` は1の形の表です。2倍以上になる行は、必ずあります。
#
# 空らんは2つです。

# %% nbgrader={"grade": false, "grade_id": "q6_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sensitivity(gaps, services, c, rhos):
    minutes = np.mean(services)
    rows = []
    for rho in rhos:
        lam = ____  # 利用率が rho になる、1分に来る人数
        arrivals = np.cumsum(gaps) / lam
        waits = simulate(arrivals.tolist(), list(services), c)
        rows.append({"rho": rho, "wait": np.mean(waits)})
    return pd.DataFrame(rows)


def doubles_at(table, start):
    is_start = np.isclose(table["rho"], start)  # 小数なので「ほぼ等しい」で探す
    base = table.loc[is_start, "wait"].iloc[0]
    over = table[____]  # 2倍以上の行
    return over["rho"].min()


### BEGIN SOLUTION
def sensitivity(gaps, services, c, rhos):
    minutes = np.mean(services)
    rows = []
    for rho in rhos:
        lam = rho * c / minutes
        arrivals = np.cumsum(gaps) / lam
        waits = simulate(arrivals.tolist(), list(services), c)
        rows.append({"rho": rho, "wait": np.mean(waits)})
    return pd.DataFrame(rows)


def doubles_at(table, start):
    is_start = np.isclose(table["rho"], start)
    base = table.loc[is_start, "wait"].iloc[0]
    over = table[table["wait"] >= 2 * base]
    return over["rho"].min()
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q6", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
check("q6")

# %% nbgrader={"grade": false, "grade_id": "show_sensitivity", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    rng = np.random.default_rng(6)
    gaps, services = rng.exponential(1, 6000), rng.exponential(11, 6000)
    gaps = gaps / gaps.mean()  # 平均をちょうど1にする
    rhos = [percent / 100 for percent in range(60, 96)]
    curve = sensitivity(gaps, services, 7, rhos)
    fig, ax = plt.subplots(figsize=(8, 3.4))
    ax.plot(curve["rho"], curve["wait"], marker="o", color="#0072B2", label="シミュレーション")
    try:
        ax.plot(
            rhos,
            [erlang_c(rho * 7 / 11, 11, 7) for rho in rhos],
            linestyle="--",
            color="#D55E00",
            label="問4の式",
        )
    except Exception:
        pass  # 問4がまだなら、式の線は引かない
    double = doubles_at(curve, 0.8)
    ax.axvline(0.8, color="gray", linestyle=":")
    ax.axvline(double, color="gray", linestyle=":")
    ax.set_xlabel("利用率")
    ax.set_ylabel("平均待ち時間（分）")
    ax.set_ylim(0)
    ax.legend()
    plt.show()
    print("図の説明: 窓口7つの、利用率と平均待ち時間です。右へ行くほど急に上がります。")
    print(f"0.80から{double:.2f}になっただけで、待ち時間は2倍になります（2本の点線）。")
except Exception:
    plt.close("all")
    print("問3と問6ができると、ここに図が出ます。")

# %% [markdown]
# まっすぐな線ではありません。**混んでいるときほど、少しの余裕がよく効きます。**
# 15%の人が動くだけで待ち時間が大きく減ったのも、このためです。
# 利用率100%は「むだがない」のではなく、「待ちが増え続ける」という意味です。
#
# **できましたか**
#
# - [ ] 利用率が何%になると、80%のときの2倍になるかを言える
# - [ ] 「あと少しなら大丈夫」がなぜ危ないかを言える
#
# ---
# # 7. お金と助言
#
# 案の間の差がはっきりしないなら、**お金**も決め手になります。
# 「来た人みんなの待ち時間を1分減らすのに、何円かかるか」で比べます。
#
# ## 例: 1分あたりの円
#
# 1日に200人が来ます。12,000円の案で、平均が20分から8分になったとします。
# 減った分は 200人 × 12分 = 2,400分です。12,000 ÷ 2,400 = 5 なので、1分あたり5円です。

# %% nbgrader={"grade": false, "grade_id": "example_cost", "locked": true, "schema_version": 3, "solution": false, "task": false}
plan = {"yen": 12000, "people": 200, "before": 20, "after": 8}
print("減った分:", plan["people"] * (plan["before"] - plan["after"]), "分")
print("1分あたり:", plan["yen"] / (plan["people"] * (plan["before"] - plan["after"])), "円")

# %% [markdown]
# 待ち時間が**減らない案**では、いくらお金をかけても1分も減りません。だから、答えは無限大（`inf`）にします。
# かえって延びた案も同じです。0で割るとエラーになるので、先に調べます。
#
# ## 問7 1分あたりの円［8点］
#
# 関数 `cost_per_minute(option)` を書いてください。
#
# - `option` は、上の例と同じ4つの名前（`yen`、`people`、`before`、`after`）を持つ辞書です。
# - 答えは「円 ÷（人数 × 減った分）」です。減らない案は `inf` です。
#
# 空らんは3つです。

# %% nbgrader={"grade": false, "grade_id": "q7_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cost_per_minute(option):
    saved = option["people"] * ____  # みんなの待ち時間が、合わせて何分減るか
    if ____:  # 減らないとき
        return inf
    return ____


### BEGIN SOLUTION
def cost_per_minute(option):
    saved = option["people"] * (option["before"] - option["after"])
    if saved <= 0:
        return inf
    return option["yen"] / saved
### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "q7", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
check("q7")

# %% nbgrader={"grade": false, "grade_id": "show_costs", "locked": true, "schema_version": 3, "solution": false, "task": false}
YEN = {"窓口を1つ増やす": 16000, "事前入力を3割に": 9000, "混雑カレンダー": 3000}  # 1日あたり。架空の額
try:
    result = scenarios(peak, 100, 323).set_index("option")
    people = sum(peak["per_box"])
    print("1日あたりの費用と、1分減らすのにかかる円")
    for option, yen in YEN.items():
        plan = {
            "yen": yen,
            "people": people,
            "before": result.loc["今のまま", "mean"],
            "after": result.loc[option, "mean"],
        }
        print(f"{option}: {yen:,}円、1分あたり {cost_per_minute(plan):.1f}円")
except Exception:
    print("問3・問5・問7ができると、ここに3つの案の円が出ます。")

# %% [markdown]
# 円が小さい案がいつも良いとは限りません。カレンダーで動いた人は、別の日に来ます。
# その日の待ち時間は、ここでは数えていません。
#
# ## 仮の数を変えてみる
#
# 「15%の人が動く」は仮の数です。5%や10%しか動かなかったら、どうなるでしょうか。

# %% nbgrader={"grade": false, "grade_id": "what_if", "locked": true, "schema_version": 3, "solution": false, "task": false}
try:
    rng = np.random.default_rng(323)
    same_days = [draw_day(peak, rng) for _ in range(100)]
    for share in [0.0, 0.05, 0.10, 0.15]:
        found = []
        for day in same_days:
            moves = day["luck"] < share
            found.append(np.mean(simulate(day["come"][~moves].tolist(), day["minutes"][~moves].tolist(), 7)))
        print(f"{share:.0%}の人が動いたとき: 平均 {np.mean(found):.1f}分")
except Exception:
    print("問3ができると、ここに数字が出ます。")

# %% [markdown]
# **仮の数を変えても結論が変わらないか**を見ると、助言がたしかになります。
#
# **できましたか**
#
# - [ ] 減らない案を `inf` にする理由を言える
# - [ ] いちばん安い案が、いつもいちばん良いとは限らない理由を1つ言える
#
# ## 記述 課長への助言［20点］
#
# 3月23日に向けて、課長に渡すメモを400字くらいで書いてください。次の5つを入れます。
#
# 1. **すすめる案**: 3つのうちどれか。組み合わせや「まず安い案から」でもかまいません。
# 2. **大きさと幅**: 今のままと比べて何分から何分になるか。95%の幅。案の間の差ははっきりしたか。
# 3. **モデルに入っていないこと**: たとえば、職員の昼休み、1人でいくつもの手続きをする人、呼出不在。
#    それが結果をどちらに動かしそうか。
# 4. **後の確かめ方**: 3月23日のあと、どの数を、何と比べて確かめるか。
# 5. **考えを変えるとき**: どんな結果が出たら、やめるか、別の案に変えるか。
#
# 採点する人は、比べた相手35%、大きさと幅25%、限界25%、判断へのつなぎ15%の重みで見ます。
# 文章のうまさは見ません。どの案をすすめたかでも、点は変わりません。
#
# 次のセルをダブルクリックし、「（ここに書いてください）」を消して書きます。
# 書き終えたら、`Shift` と `Enter` で閉じます。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 20, "schema_version": 3, "solution": true, "task": false}
# **浜野課長へ　3月23日の窓口について**
#
# 1. すすめる案:
#
# 2. 大きさと幅:
#
# 3. モデルに入っていないこと:
#
# 4. 後の確かめ方:
#
# 5. 考えを変えるとき:

# %% [markdown]
# ---
# # 確認テスト［5点］
#
# 5つの問題に答えます。この5点は、100点とは別に数えます。3問以上の正解で「受講済」です。
# 先に練習問題があります。練習問題は、選ぶとすぐに説明が出ます。
# ここは成績ではなく、**思いちがいに気づく**ための場所です。本文を見ながら答えてかまいません。

# %% nbgrader={"grade": false, "grade_id": "quiz_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
quiz()

# %% nbgrader={"grade": true, "grade_id": "quiz", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("quiz")

# %% [markdown]
# ---
# # 明日から使う
#
# ## 自分の課の窓口で試す
#
# この実習のフォルダに、ひな形の `queue_planner.ipynb` があります。
# つまみを動かすと、人数・窓口の数・1人の分数を変えたときの待ち時間が、すぐに出ます。
#
# 1. 左のファイルの一覧で、`queue_planner.ipynb` をダブルクリックして開きます。
# 2. 問3で書いた `simulate` を、「1. 列を動かす関数」のセルに貼りつけます。
# 3. 上から順に動かし、つまみを動かします。矢印キーでも動きます。
#
# 窓口でなくても使えます。電話の受付、相談の予約、書類の審査など、**来る・待つ・終わる**がある仕事なら同じです。
#
# 自分の課の番号札や受付簿を使うときは、次の3枚も役に立ちます。
#
# - [1行1件・1セル1データ](tips/10-one-row-one-case.md)
# - [CSVを開く正しい手順](tips/15-open-csv.md)
# - [和暦と西暦をそろえる書式](tips/16-dates.md)
#
# 名前や住所など、人がわかる列は入れないでください。時刻と手続きの種類だけで足ります。
#
# ## 会議の前の5つの問い
#
# | 問い | 書くこと |
# |---|---|
# | 何人来て、1人に何分か | 開庁日で割ったか。待ち時間をまぜていないか |
# | 何回動かしたか | 1回ではないか。幅はあるか |
# | 同じ客で比べたか | 案ごとに別の日を使っていないか |
# | 仮の数はどれか | 3割、15%、10/18。変えても結論は同じか |
# | モデルにないものは何か | 昼休み、手続きの束、呼出不在 |
#
# ## 課長にひとこと
#
# > 「どの案でも、今のままよりは短くなりそうです。案の間の差は、まだはっきりしません。
# > まず安い案から始めて、次の月曜の記録で確かめませんか」
#
# おつかれさまでした。最後に、全体を通して動かします。
# メニューの「カーネル」から「カーネルを再起動 と すべてのセルを実行…」を選び、「再起動」を押します。
# 上から下まで止まらずに動いたら、`Ctrl` と `S` で保存します。
#
# 研修で学んでいる人は、講師の案内のとおりに提出してください。
# 一人で学んでいる人は、「コース案内」の「全部の採点を受けたいとき」に進みます。
