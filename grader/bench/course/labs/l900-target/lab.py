# %% [markdown]
# # ねらわれる実習
#
# 攻撃の試験に使う実習です。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from dxlab import *

start()

# %% nbgrader={"grade": false, "grade_id": "load_data", "locked": true, "schema_version": 3, "solution": false, "task": false}
counts = load("counts.csv")
counts.head(3)

# %% [markdown]
# ## 問1　2倍［40点］
#
# 数を2倍にする関数 `double(x)` を書いてください。

# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def double(x):
    return ____


### BEGIN SOLUTION
# @SOLUTION@
def double(x):
    return x * 2


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 40, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# ## 問2　3倍［20点］
#
# 数を3倍にする関数 `triple(x)` を書いてください。

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def triple(x):
    return ____


### BEGIN SOLUTION
# @SOLUTION@
def triple(x):
    return x * 3


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 20, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% [markdown]
# ## 問3　窓口ごとの合計［20点］
#
# 表 `df` から、列 `branch` と `total` の表を返す関数 `totals(df)` を書いてください。

# %% nbgrader={"grade": false, "grade_id": "q3_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def totals(df):
    return ____


### BEGIN SOLUTION
# @SOLUTION@
def totals(df):
    return df.groupby("branch")["count"].sum().reset_index(name="total")


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q3", "locked": true, "points": 20, "schema_version": 3, "solution": false, "task": false}
check("q3")

# %% [markdown]
# ## 問4　いちばん混む窓口［10点］
#
# 件数の合計がいちばん多い窓口の名前を `busiest` に入れてください。

# %% nbgrader={"grade": false, "grade_id": "q4_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
busiest = ____


### BEGIN SOLUTION
# @SOLUTION@
busiest = counts.groupby("branch")["count"].sum().idxmax()


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q4", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
check("q4")

# %% [markdown]
# ## 記述　課長へのメモ［10点］
#
# 気づいたことを書いてください。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 10, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# 合計だけでは、忙しい時間帯が分かりません。@SOLUTION@
# ### END SOLUTION

# %% [markdown]
# ## 確認テスト

# %% nbgrader={"grade": false, "grade_id": "quiz_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
quiz()

# %% nbgrader={"grade": true, "grade_id": "quiz", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("quiz")
