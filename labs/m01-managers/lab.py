# %% [markdown]
# # 管理職ラボ: 証拠で決め、妨げない
#
# **潮見野市 DXラボ ／ 管理職研修 ／ 約120分**
#
# > 5月11日、月曜の朝です。浜野課長の机に、5つの相談が届きました。
# > 「どれも、きょうのうちに返事がほしいという。決める前に、何を聞けばよいだろう」
#
# この実習では、浜野課長と一緒に5つの相談に答えます。
# 潮見野市も、出てくる人も、研修のために作った架空のものです。
#
# **終わると、できるようになること**
#
# 1. 結論の前に、「何と比べたか」を聞ける。
# 2. 効果・確かさ・費用から、拡大・継続・中止を決められる。
# 3. 部下が学ぶ時間を、仕事の計画の中で守れる。
# 4. 部下の次の一歩が生まれる言葉を選べる。
#
# **あなたに近い方を開いてください**　題をクリックすると開きます。問題と採点は、どちらも同じです。
#
# <details><summary>課長になって間もない方</summary>
#
# 浜野さんは、この4月に課長になりました。
# 「まちがえたくない。もっと資料がそろってから決めたい」と思っています。
#
# **気をつけたいこと**　資料を待つあいだ、部下の手は止まります。
# 小さく認めて、やめる日を先に決める。そういう決め方もあります。
#
# </details>
#
# <details><summary>課長の経験が長い方</summary>
#
# 浜野さんは、課長になって8年目です。
# 「長くやっていれば、うまくいくかどうかは見れば分かる」と思っています。
#
# **気をつけたいこと**　経験の勘は、大切な手がかりです。
# ただ、比べる相手がないと、勘が当たったかどうかを後で確かめられません。
#
# </details>
#
# > **実際のまちでも** 東京都は、課長の研修を若手とベテランに分けています。
# > <br>出典: 企画資料 002（資料番号 F-24）
#
# **プログラムは書きません**
#
# 画面で選ぶか、短い文や数を入れるだけです。全部、キーボードだけでもできます。
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
# 2つ目のセルは長いのですが、読まなくてかまいません。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from dxlab import *

start()

# %% nbgrader={"grade": false, "grade_id": "prepare", "locked": true, "schema_version": 3, "solution": false, "task": false}
import io

import matplotlib.pyplot as plt
from IPython.display import Image, display


def per_1000(staff, population):
    """住民1,000人あたりの職員の数を、小数第1位まで出す。"""
    return round(staff / (population / 1000), 1)


def as_image(fig, alt):
    """図を、説明の付いた画像に変える。"""
    fig.tight_layout()
    file = io.BytesIO()
    fig.savefig(file, dpi=160)
    plt.close(fig)
    return Image(file.getvalue(), retina=True, alt=alt)


# 待ち時間の図と表（相談2）
waits = load("branch_wait.csv")
START_MONTH = "2025-07"
waits["minutes"] = waits["mean_wait"] * waits["tickets"]
waits["group"] = waits["pilot"].map({1: "先行支所", 0: "ほかの支所"})
waits["part"] = (waits["ym"] >= START_MONTH).map({False: "始める前", True: "始めた後"})
sums = waits.groupby(["group", "part"])[["minutes", "tickets"]].sum()
four_means = (sums["minutes"] / sums["tickets"]).unstack()[["始める前", "始めた後"]].loc[["先行支所", "ほかの支所"]]

monthly = waits.groupby(["ym", "group"])[["minutes", "tickets"]].sum()
monthly = (monthly["minutes"] / monthly["tickets"]).unstack()
fig, ax = plt.subplots(figsize=(8, 3.2))
for name, colour, mark in (("先行支所", "#D55E00", "o"), ("ほかの支所", "#0072B2", "s")):
    ax.plot(range(len(monthly)), monthly[name], marker=mark, color=colour, label=name)
ax.axvline(list(monthly.index).index(START_MONTH) - 0.5, color="#555555", linestyle=":")
ax.set_xticks(range(0, len(monthly), 3), monthly.index[::3])
ax.set_ylim(0)
ax.set_ylabel("平均待ち時間（分）")
ax.set_title("点線から右で、先行支所だけが新しい受付を始めた")
ax.legend(loc="lower left", ncols=2)
waiting_figure = as_image(fig, "先行支所とほかの支所の、月ごとの待ち時間の折れ線。どちらも春に高く、全体に下がっていく。")

# 3つの試行の図と表（相談3）
pilots = load("pilots.csv")
fig, ax = plt.subplots(figsize=(8, 2.8))
for y, row in enumerate(pilots.itertuples()):
    low, mid, high = (value / row.min_effect for value in (row.ci_low, row.effect, row.ci_high))
    ax.plot([low, high], [y, y], color="#0072B2", linewidth=3, marker="|", markersize=14)
    ax.plot(mid, y, marker="o", color="#0072B2", markersize=9)
ax.axvline(1, color="#D55E00", linestyle="--")
ax.text(1.02, -0.78, "最小効果", color="#B04A00", va="top")
ax.axvline(0, color="#555555", linewidth=0.8)
ax.set_yticks(range(len(pilots)), [f"{row.id} {row.text}" for row in pilots.itertuples()])
ax.set_ylim(len(pilots) - 0.4, -0.9)
ax.set_xlabel("効果の大きさ（最小効果を1とする）")
pilot_figure = as_image(fig, "3つの試行の効果を点、幅を横線で表した図。縦の点線が最小効果。")
pilot_table = pilots.rename(columns={
    "id": "記号", "text": "試行", "unit": "効果の単位", "effect": "効果", "ci_low": "幅の下端", "ci_high": "幅の上端",
    "min_effect": "最小効果", "benefit_year": "便益（万円）", "cost_year": "費用（万円）", "users": "人数",
}).set_index("記号")

# 学ぶ時間の道具（相談4）
weeks = load("weeks.csv")
colleagues = load("colleagues.csv")


def show_plan(hours, cover, busy, title):
    """28週の計画を、図と文で見せる。"""
    values = [float(hours.get(str(week), 0)) for week in range(1, 29)]
    days = [text.split("〜")[0] for text in weeks["text"]]
    fig, ax = plt.subplots(figsize=(8, 2.8))
    bars = ax.bar(range(1, 29), values, color="#0072B2", zorder=2)
    for week in busy:
        ax.axvspan(week - 0.5, week + 0.5, color="#F5D78E", zorder=0)
        bars[week - 1].set_hatch("//")
    ax.axhline(16, color="#D55E00", linestyle="--", zorder=3)
    ax.set_xticks(range(1, 29, 3), days[::3])
    ax.set_ylim(0, max(18, *values) * 1.05)
    ax.set_ylabel("学ぶ時間（時間）")
    ax.set_title(title + "　黄色は忙しい週、点線は1週の上限")
    display(as_image(fig, f"{title}。週ごとの学ぶ時間の棒グラフ。"))
    learning = [value for value in values if value > 0]
    average = sum(learning) / len(learning) if learning else 0
    over = [days[week] for week, value in enumerate(values) if value > 16]
    clash = [days[week - 1] for week in busy if values[week - 1] > 0]
    print(f"図の説明: 合計は{sum(values):g}時間です。学ぶ週は{len(learning)}週で、1週の平均は{average:.1f}時間です。")
    print("16時間をこえる週:", "、".join(over) or "なし")
    print("忙しい週なのに学ぶ時間がある週:", "、".join(clash) or "なし")
    print(f"代わる時間の合計: 1週に{sum(cover.values()):g}時間（平均の{average:.1f}時間以上が要ります）")


print("図と表を用意しました。")

# %% [markdown]
# | 相談 | 問題 | めやす |
# |---|---|---|
# | 1 人口と職員の見通し | 問1 | 15分 |
# | 2 「待ち時間が減りました」 | 問2 | 15分 |
# | 3 3つの試行をどうするか | 問3・二人で話す | 30分 |
# | 4 部下の学びを守る | 問4・問5 | 30分 |
# | 5 認める前に、選ぶ前に | 問6・問7・記述 | 30分 |
#
# ---
# # 1. 人口と職員の見通し
#
# > 企画課から、2040年の見通しが届きました。
# > 「仕事の見直しを、どれくらい急ぐべきでしょうか。課長の読み方を聞かせてください」
#
# 人口の多い年と少ない年では、職員の数をそのまま比べられません。人口でそろえて比べます。
#
# **住民1,000人あたりの職員 ＝ 職員の数 ÷（人口 ÷ 1,000）**
#
# **例**: 人口30,000人の町に、職員が240人います。30,000 ÷ 1,000 = 30です。
# 240 ÷ 30 = 8.0です。住民1,000人を、8.0人の職員で支えています。
#
# 次のセルを動かすと、例の答えと、潮見野市の数が出ます。2040年の数は見通しです。

# %% nbgrader={"grade": false, "grade_id": "look_staff", "locked": true, "schema_version": 3, "solution": false, "task": false}
staff_population = load("staff_population.csv")
print("例の答え:", per_1000(240, 30000), "人")
for row in staff_population.itertuples():
    print(f"{row.year}年　人口 {row.population:,}人　職員 {row.staff:,}人")

# %% [markdown]
# ## 問1　数から言えること［5点］
#
# 2026年と2040年の「住民1,000人あたりの職員」を、小数第1位まで入れてください。
# 小数第2位を四捨五入します。8.46なら8.5です。
# そのあと、この数から言えることを1つ選びます。数は1つ1.5点、選ぶところは2点です。
#
# 計算は電卓でかまいません。新しいセルに `per_1000(240, 30000)` の形で書いても計算できます。

# %% nbgrader={"grade": false, "grade_id": "q1_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q1")

# %% [markdown]
# 次のセルは、選んだものを受け取るセルです。画面で選んだら、このセルと、その下の `check` のセルを動かします。

# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q1 = answered("q1")

### BEGIN SOLUTION
forecast = staff_population.set_index("year")
rates = {year: per_1000(forecast.loc[year, "staff"], forecast.loc[year, "population"]) for year in (2026, 2040)}
right_words = "は、減る見通し" if rates[2040] < rates[2026] else "は、増える見通し"
q1 = {
    "n2026": float(rates[2026]),
    "n2040": float(rates[2040]),
    "statement": next(row.id for row in load("statements.csv").itertuples() if right_words in row.text),
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# ---
# # 2. 「待ち時間が減りました」
#
# > 市民課から、報告が届きました。
# > 「4つの支所で、去年の7月に新しい受付を始めました。始める前と比べて、待ち時間が大きく減りました。
# > 全部の支所に広げさせてください」
#
# 先に始めた4つの支所を「**先行支所**」、残りを「**ほかの支所**」と呼びます。
#
# 始める前と後だけを比べると、ほかの理由で減った分もまざります。季節や、市全体の流れなどです。
# そこで、**始めていない所が同じ時期にどう変わったか**を引きます。これを「**差の差**」といいます。
#
# **例**: 新しい申請書を使った係は、30分が20分になりました。変化は −10分です。
# 使っていない係も、28分が24分になりました。変化は −4分です。こちらは、申請書がなくても減った分です。
# −10 − (−4) = −6。申請書で減ったと言えるのは、10分ではなく6分です。
#
# | | 前 | 後 | 変化 |
# |---|---|---|---|
# | 使った係 | 30 | 20 | −10 |
# | 使っていない係 | 28 | 24 | −4 |
# | 差の差 | | | **−6** |
#
# 引き算してよいのは、「申請書がなければ、どちらも同じように変わった」と考えられるときです。
#
# 次のセルを動かすと、図と4つの平均が出ます。平均は、件数の多い月ほど重く数えたものです。

# %% nbgrader={"grade": false, "grade_id": "look_waits", "locked": true, "schema_version": 3, "solution": false, "task": false}
display(waiting_figure)
for name, row in four_means.iterrows():
    print(f"{name}: 始める前 {row['始める前']:.1f}分　始めた後 {row['始めた後']:.1f}分")
fall = four_means.loc["先行支所", "始める前"] - four_means.loc["先行支所", "始めた後"]
print(f"市民課の報告: 先行支所の待ち時間が{fall:.1f}分減りました。")
print("図の説明: 2つの線は、どちらも3月と4月に高く、少しずつ下がっています。")
print("先行支所の線はもともと上にあり、新しい受付のあとで、ほかの支所の線に近づきました。")

# %% [markdown]
# ## 問2　聞くことと、正直な数［5点］
#
# 1. 報告を信じる前に、いちばん先に聞くことを1つ選びます。（2点）
# 2. 「新しい受付で変わった」と言える分を、差の差で計算します。小数第1位まで入れてください。（3点）
#
# 減ったときは、数の前に `-` を付けます。たとえば3.2分減ったら `-3.2` です。

# %% nbgrader={"grade": false, "grade_id": "q2_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q2")

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q2 = answered("q2")

### BEGIN SOLUTION
change = four_means["始めた後"] - four_means["始める前"]
q2 = {
    "ask": next(row.id for row in load("questions.csv").itertuples() if "始めていない支所" in row.text),
    "change": float(round(change["先行支所"] - change["ほかの支所"], 1)),
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% [markdown]
# ---
# # 3. 3つの試行をどうするか
#
# > 3つの課から、試行（ためしにやってみること）の結果が届きました。
# > 「来年度は広げますか。続けますか。やめますか」
#
# | 言葉 | 意味 |
# |---|---|
# | **効果** | 比べる相手とのちがい。大きいほど良い向きにそろえてある |
# | **幅** | 本当の効果がありそうな範囲。小さい方のはしが**下端**、大きい方のはしが**上端** |
# | **最小効果** | これより小さいなら続ける値打ちがないと、始める前に決めた値 |
# | **便益** | 1年の効果を、お金に直した見積り |
# | **費用** | 1年にかかるお金 |
#
# 幅は、人数が少ないと広くなります。「95%信頼区間」と書いてある報告も、同じように読めます。
#
# 考え方は3つです。
#
# - 広げるのは、**控えめに見ても**値打ちがあり、お金も見合うとき。
# - やめるのは、**良い方に見ても**値打ちがないとき。
# - どちらでもないなら、まだ決められない。値打ちがあってもお金が見合わないときも、費用を下げる道を探す。
#
# 決められないときは「**継続**」にして、**やめる日**を先に決めます。日がないと、だらだら続きます。
#
# **例**: 電話の折り返し予約を、60人で試しました。最小効果は、1件で5分の短縮です。
# 効果は8分でした。でも幅は、2分から14分までありました。
#
# - 控えめに見ると2分です。5分にとどかないので、まだ広げません。
# - 良い方に見ると14分です。5分をこえるので、やめもしません。
# - だから継続です。「8月31日までに幅が5分より上にならなければ、やめる」と決めました。
#
# 「60人しかいないから中止」とは言えません。人数の少なさは、もう幅の広さに入っています。
#
# 次のセルを動かすと、3つの試行の表と図が出ます。単位がちがうので、図は最小効果を1にそろえました。

# %% nbgrader={"grade": false, "grade_id": "look_pilots", "locked": true, "schema_version": 3, "solution": false, "task": false}
display(pilot_table)
display(pilot_figure)
for row in pilots.itertuples():
    print(f"図の説明: {row.id} {row.text}は、効果が最小効果の{row.effect / row.min_effect:.1f}倍で、", end="")
    print(f"幅は{row.ci_low / row.min_effect:.1f}倍から{row.ci_high / row.min_effect:.1f}倍までです。")

# %% [markdown]
# ## 問3　拡大・継続・中止［9点］
#
# 1. 3つの試行を、拡大・継続・中止に分けます。（3点）
# 2. それぞれの理由を選びます。判断が合ったものだけ数えます。（2点）
# 3. 来年度も使える「決まり」を、3行で作ります。採点では、別の6つの試行に当てはめます。（3点）
# 4. 継続にした試行の「やめる日」を入れます。きょうは2026年5月11日です。1年以内の日にします。（1点）

# %% nbgrader={"grade": false, "grade_id": "q3_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q3")

# %% nbgrader={"grade": false, "grade_id": "q3_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q3 = answered("q3")

### BEGIN SOLUTION
def decide(row):
    if row.ci_low >= row.min_effect:
        return ("拡大", "便益も費用以上") if row.benefit_year >= row.cost_year else ("継続", "便益が費用より少ない")
    return ("中止", "上端が最小効果より小さい") if row.ci_high < row.min_effect else ("継続", "まだ決められない")


reasons = load("reasons.csv")
q3 = {
    "decision": {row.id: decide(row)[0] for row in pilots.itertuples()},
    "reason": {
        row.id: next(reason.id for reason in reasons.itertuples() if decide(row)[1] in reason.text)
        for row in pilots.itertuples()
    },
    "expand": "ウ",
    "stop": "イ",
    "otherwise": "ア",
    "stop_date": "2026-09-30",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q3", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
check("q3")

# %% [markdown]
# ## 二人で話す（10分）　やめる条件を先に書く
#
# > **実際のまちでも** 北見市の合言葉は「実際にやってみて、ダメならやめてみる」です。
# > <br>出典: 企画資料 002（資料番号 F-16）
#
# となりの人と組みます。できれば、課長になって間もない人と、経験の長い人で組んでください。一人のときは紙に書きます。
#
# 1. 自分の課で試したいことを1つ選ぶ。（2分）
# 2. **先に**、次の文を埋める。「＿月＿日までに、＿＿が＿＿にならなければ、やめる」（3分）
# 3. 相手に見せる。相手は「その数は、だれが、どうやって数えますか」とだけ聞く。（5分）
#
# ---
# # 4. 部下の学びを守る
#
# > 課から1人、リーダー研修に出ることになりました。
# > 係長が小声で言います。「本人は行きたいようですが、まわりに気をつかっています」
#
# > **実際のまちでも** 管理職には「部下のDX推進を妨げない」と、くり返し伝えています。
# > 学ぶのは勤務時間の中とし、静かに学べる場所も用意します。
# > <br>出典: 企画資料 003（資料番号 F-21）
#
# 上司の言葉を、3つに分けてみます。
#
# | 仲間 | どんな言葉か | 例 |
# |---|---|---|
# | **促す** | 聞いたあと、部下の次の行動が決まる。時間・人・道具・試すことを差し出している | 「火曜に30分取ろう。作りかけを見せて」 |
# | **中立** | 気持ちや事実は伝わる。でも、次の行動は変わらない | 「がんばってね」 |
# | **妨げる** | 行動を止める。先のばしにさせる。自分は関わらないと伝える | 「いまは、それどころじゃない」 |
#
# ほめるのは良いことです。ただ、ほめただけでは、次の行動は決まりません。だから「中立」です。
#
# **言いかえの例**: 「いまは、それどころじゃない」→「今週は混む。来週の火曜に30分取って、一緒に見よう」
#
# ## 問4　上司の言葉［6点］
#
# 12の言葉を、3つに分けてください。1つ0.375点です。全部を同じ仲間にすると、点は付きません。
# そのあと、「妨げる」に入れた言葉を2つ選び、**次の行動が生まれる言葉**に言いかえます。1つ0.75点です。
# 言いかえは、10文字から100文字で書きます。人の名前は書きません。

# %% nbgrader={"grade": false, "grade_id": "q4_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q4")

# %% nbgrader={"grade": false, "grade_id": "q4_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q4 = answered("q4")

### BEGIN SOLUTION
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
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q4", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check("q4")

# %% [markdown]
# ## 4.2 学ぶ時間を計画に入れる
#
# > **実際のまちでも** リーダーの研修は、5月から11月までの約半年で、約200時間です。
# > 1年に20人ずつ、合わせて100人を育て、約100の課に置く計画です。
# > <br>出典: 企画資料 000、001（資料番号 F-03、F-04、F-05）
#
# 200時間を28週で割ると、1週に約7時間です。言葉で応援するだけでは、この時間は生まれません。
# **だれが、どの仕事を代わるか**を決めて、はじめて守れます。
#
# あなたの課は8人です。1人が研修に出て、残りの7人がAさんからGさんです。決まりは5つです。
#
# 1. 28週の合計を、**200時間**にする。4時間までの差はよい。
# 2. 1週は**16時間まで**。
# 3. **忙しい週は0時間**にする。
# 4. 学ぶ時間の**90%以上**を、勤務時間の中に置く。
# 5. 仲間が代わるのは、**1人1週2時間まで**。残業が月20時間以上の人には頼まない。
#    代わる時間の合計は、**学ぶ週の平均**以上にする。
#
# **例**: 下の図は、よその課の「よくない計画」です。10週に20時間ずつ入れ、忙しい週にも重なりました。
# 仕事は1人が5時間だけ代わります。セルを動かして、どこがよくないかを読んでみてください。

# %% nbgrader={"grade": false, "grade_id": "look_bad_plan", "locked": true, "schema_version": 3, "solution": false, "task": false}
show_plan({str(week): 20 for week in range(1, 11)}, {"A": 5}, [6, 7, 8], "よくない計画の例")

# %% [markdown]
# 次のセルは、あなたの課の予定です。

# %% nbgrader={"grade": false, "grade_id": "look_section", "locked": true, "schema_version": 3, "solution": false, "task": false}
busy_weeks = [int(row.id) for row in weeks.itertuples() if row.busy]
print("忙しい週:", "、".join(weeks.loc[weeks["busy"] == 1, "text"].str.replace("〜 繁忙", "からの週")))
print("月の残業:", "、".join(f"{row.id}さん {row.overtime}時間" for row in colleagues.itertuples()))

# %% [markdown]
# ## 問5　200時間を守る計画［7点］
#
# 1. 28週のそれぞれに、学ぶ時間を入れます。0の週にも `0` と入れてください。
# 2. 7人のそれぞれに、1週に代わる時間を入れます。頼まない人は `0` です。
# 3. 学ぶ時間のうち、勤務時間の中に置く割合を、パーセントで入れます。
#
# 合計と1週の上限で1点、忙しい週で2点、勤務時間で2点、代わり方で2点です。
# 28週の合計が合わないと、ほかの点も付きません。

# %% nbgrader={"grade": false, "grade_id": "q5_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q5")

# %% [markdown]
# 計画を図で見るセルです。時間を入れてから動かしてください。何度でも動かせます。

# %% nbgrader={"grade": false, "grade_id": "q5_plan", "locked": true, "schema_version": 3, "solution": false, "task": false}
planned = answered("q5")
if isinstance(planned, dict) and isinstance(planned.get("hours"), dict):
    show_plan(planned["hours"], planned.get("cover") or {}, busy_weeks, "あなたの計画")
else:
    print("学ぶ時間を入れてから、もう一度動かしてください。")

# %% nbgrader={"grade": false, "grade_id": "q5_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q5 = answered("q5")

### BEGIN SOLUTION
free = [row.id for row in weeks.itertuples() if not row.busy]
base, extra = divmod(200, len(free))
rested = [row.id for row in colleagues.itertuples() if row.overtime < 20]
q5 = {
    "hours": {
        str(row.id): 0 if row.busy else base + (free.index(row.id) < extra) for row in weeks.itertuples()
    },
    "cover": {row.id: 2 if row.id in rested else 0 for row in colleagues.itertuples()},
    "in_hours": 95,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q5", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
check("q5")

# %% [markdown]
# ---
# # 5. 認める前に、選ぶ前に
#
# > 子育て支援課から、相談が届きました。
# > 「相談の記録を短くまとめる道具を試したいです。業者も協力してくれます」
#
# 相談の記録には、個人情報（だれのことか分かる情報）が入っています。
# 何も聞かずに認めるのも、「あぶないからだめ」と断るのも、どちらも早すぎます。
#
# **例**: 研修室の鍵を貸すとき、あなたは4つを確かめます。
# 何のために使うか。どの部屋までか。だれが持っているか。いつ返すか。
# 鍵の会社が「大丈夫です」と言っても、確かめることは同じです。貸すのは市だからです。
#
# ## 問6　認める前に確かめる4つ［4点］
#
# 8つの中から、試行を認める前に必ず確かめるものを**4つ**選んでください。
# 1つ当たると1点、関係のないものを選ぶと1点減ります。0点より下にはなりません。

# %% nbgrader={"grade": false, "grade_id": "q6_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q6")

# %% nbgrader={"grade": false, "grade_id": "q6_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q6 = answered("q6")

### BEGIN SOLUTION
WANTED_WORDS = ("何のために", "困りごと", "項目まで", "要る分", "だれが見て", "置き場所", "いつやめる", "やめる条件")
q6 = [row.id for row in load("approvals.csv").itertuples() if any(word in row.text for word in WANTED_WORDS)]
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q6", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check("q6")

# %% [markdown]
# ## 5.2 応募と指名
#
# > 人事課から、質問が届きました。
# > 「来年のリーダーは、自薦と指名のどちらで選ぶのがよいでしょうか」
#
# 「**自薦**」は、自分から手を挙げることです。「**指名**」は、所属が選ぶことです。
#
# > **実際のまちでも** 2つの資料で、書き方がちがいます。
# > 1つは、約20の局から1人ずつ推薦する、としています。もう1つは、自分からの応募を基本にしています。
# > <br>出典: 企画資料 000、001（資料番号 F-03）
#
# **例**: 朝の体操に自分から来る人は、来ない人より元気でした。体操の効果でしょうか。
# 元気な人だから来た、とも考えられます。**選ばれ方**で、はじめから差がつくことを「**選び方のかたより**」といいます。
#
# 次のセルを動かすと、2つの選び方の表が出ます。20人ずつの結果です。「研修前」の列に注目してください。

# %% nbgrader={"grade": false, "grade_id": "look_selection", "locked": true, "schema_version": 3, "solution": false, "task": false}
selection = load("selection.csv")
display(selection.rename(columns={
    "method": "選び方", "dept": "部局", "people": "人数", "start_score": "研修前の試験（点）",
    "overtime": "研修前の残業（月・時間）", "improved": "改善した人",
}).set_index("選び方"))
for method, group in selection.groupby("method", sort=False):
    print(f"{method}: {group['people'].sum()}人のうち、改善した人は{group['improved'].sum()}人")

# %% [markdown]
# ## 問7　2つの選び方のかたより［4点］
#
# 1. 自薦と指名について、起きていると考えられる「かたより」を1つずつ選びます。（1点ずつ）
# 2. この表から言えることを1つ選びます。（2点）

# %% nbgrader={"grade": false, "grade_id": "q7_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
form("q7")

# %% nbgrader={"grade": false, "grade_id": "q7_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
q7 = answered("q7")

### BEGIN SOLUTION
biases, conclusions = load("biases.csv"), load("conclusions.csv")
q7 = {
    "volunteer": next(row.id for row in biases.itertuples() if "手を挙げた" in row.text),
    "nominate": next(row.id for row in biases.itertuples() if "出しやすい" in row.text),
    "conclusion": next(row.id for row in conclusions.itertuples() if "言えない" in row.text),
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q7", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check("q7")

# %% [markdown]
# > **実際のまちでも** 金沢市では、リーダーの過半数が業務を改善したか、改善のチームを動かしました。
# > <br>出典: 企画資料 000（資料番号 F-10）
#
# 良い結果です。では、研修がなかったら何人だったでしょうか。**何と比べたか**を、ここでも聞けますね。
#
# ---
# ## 記述　2通の伝言［10点］
#
# 来週から、あなたの課の1人がリーダー研修に出ます。2通の伝言を、**それぞれ200字まで**で書いてください。
#
# **1通目　研修に出る本人へ**
#
# - **任せること**: どこまで自分で決めてよいか
# - **困った時の窓口**: だれに、いつ言えばよいか
# - **1か月後に見るもの**: 何を見せてほしいか
#
# **2通目　課のみんなへ**
#
# - **代わり**: だれが、何を、1週に何時間代わるか。やめる仕事はあるか
# - **理由**: なぜ課として取り組むか
# - **やめる条件**: どうなったら見直すか
#
# 分かっている数と、まだ分からないことを、分けて書きます。実際の人の名前は書かず、「Aさん」や「係長」とします。
#
# **短い例**: 「Aさんへ。受付の順番は、自分で変えてかまいません。困ったら、その日のうちに私へ。
# 1か月後に、試したことを3つ見せてください。減るかどうかは、まだ分かりません」
#
# 次のセルに書きます。セルをダブルクリックするか、選んで `Enter` を押すと、書けるようになります。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 10, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# **本人へ**　研修の時間は、毎週火曜と木曜の午後に合わせて8時間です。受付の順番は、自分の考えで変えてかまいません。
# 困ったら、その日のうちに私へ。木曜の17時は空けておきます。1か月後に、うまくいったかより、試したことを3つ見せてください。
#
# **課のみんなへ**　6月から11月まで、Aさんが1週に8時間学びます。4人が2時間ずつ代わり、月報の紙の回覧はやめます。
# 今年の残業は月平均12時間です。窓口の仕事を短くして、これを減らすのが目的です。減るかどうかは、まだ分かりません。
# 8月末に残業が15時間をこえていたら、代わり方を見直します。
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
# **判断シート**　報告を受けたら、上から順に聞きます。
#
# | 聞くこと | よい答えの形 | まだ決めない答え |
# |---|---|---|
# | 何と比べた？ | 「始めていない所と、同じ時期で」 | 「前より減りました」だけ |
# | どれくらい確か？ | 「幅は2分から6分まで」 | 「効果がありました」だけ |
# | いくら？ | 「1年で便益90万円、費用60万円」 | 「無料です」だけ |
# | いつやめる？ | 「9月30日までに3分減らなければ」 | 「様子を見ます」 |
#
# **学ぶ時間の計画**　研修に出る人が決まったら、その週のうちに決めます。
#
# > 忙しい週を0にする → 学ぶ曜日と時間を決める → 代わる人を2人以上決める（1人2時間まで） → やめる仕事を1つ決める
#
# **きょうから言える3つの言葉**
#
# - 「何を試したか、聞かせて」
# - 「いつまでに、どうなったらやめる？」
# - 「その時間の仕事は、だれに頼もうか」
#
# **効率アップテキスト**　時間を生み出すための、1枚ずつの手引きです。題をクリックすると開きます。
#
# - [会議を25分にする議題表](tips/21-meeting-25.md)　学ぶ時間を、会議から生み出します。
# - [メール件名と3行要約](tips/20-mail-subject.md)　課への伝言が、1回で伝わります。
# - [チャットで聞く・残す](tips/22-chat.md)　困った時の窓口に使えます。
# - [生成AIに聞く前の3つの確認](tips/24-before-asking-ai.md)　認める前の相談に使えます。
#
# おつかれさまでした。最後に、メニューの「カーネル」から「カーネルを再起動 と すべてのセルを実行…」を選びます。
# 止まらずに動いたら、`Ctrl` と `S` で保存します。
# 研修で学んでいる人は、講師の案内のとおりに提出してください。
# 一人で学んでいる人は、「コース案内」の「全部の採点を受けたいとき」に進みます。
