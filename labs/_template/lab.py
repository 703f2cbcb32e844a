# %% [markdown]
# # 実習の題名
#
# **見本: 支所の窓口の数 ／ 約30分**
#
# 「緑が丘支所は窓口が少ない」という声が届きました。
# 課長の浜野さんに聞かれた渚さんは、まず数字を見ることにします。
#
# まず、次のセルを選び、`Shift` と `Enter` を一緒に押してください。道具をそろえるセルです。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from dxlab import *

start()

# %% [markdown]
# 支所の表を開きます。`area_pop` は受け持つ地区の人口、`windows` は窓口の数です。

# %% nbgrader={"grade": false, "grade_id": "load_data", "locked": true, "schema_version": 3, "solution": false, "task": false}
branches = load("branches.csv")
branches[["branch_code", "branch_name", "area_pop", "windows"]].head()

# %% [markdown]
# ## 例: 1つの地区で計算する
#
# 人口2万人の地区に、窓口が3つあります。人口1万人あたりでは、3 ÷ 20000 × 10000 = 1.5 です。
# 「1万人あたり」にそろえると、大きな地区と小さな地区を比べられます。

# %% nbgrader={"grade": false, "grade_id": "example", "locked": true, "schema_version": 3, "solution": false, "task": false}
print("人口1万人あたりの窓口の数:", 3 / 20000 * 10000)

# %% [markdown]
# ## 問1　人口1万人あたりの窓口の数［60点］
#
# 関数 `windows_rate(df)` を書いてください。
#
# - `df` は `branches` と同じ列を持つ表です。
# - 地区ごとに「窓口の数 ÷ 人口 × 10000」を計算します。
# - 答えは、`df` と同じ順番に並んだ数の列です。
#
# 空らん `____` を、列の名前に書きかえます。列は `df["windows"]` のように書きます。


# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def windows_rate(df):
    return ____ / ____ * 10000


### BEGIN SOLUTION
def windows_rate(df):
    return df["windows"] / df["area_pop"] * 10000


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 60, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# ## 記述　課長へのひとこと［40点］
#
# 「窓口が少ない」という声に、どう答えますか。100字くらいで書いてください。
# 数字を1つ使い、それだけでは分からないことも1つ書きます。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 40, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# 人口1万人あたりの窓口の数を、12の支所で並べました。緑が丘は少ない方ですが、来る人の数や時間帯はこの表では分かりません。
# 1週間の受付件数を時間ごとに数えてから、決めたいと思います。
# ### END SOLUTION
