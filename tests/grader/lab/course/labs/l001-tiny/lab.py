# %% [markdown]
# # 待ち時間の平均
#
# 支所の待ち時間を調べます。

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
from dxlab import *

start()

# %% nbgrader={"grade": false, "grade_id": "load_data", "locked": true, "schema_version": 3, "solution": false, "task": false}
waits = load("waits.csv")
waits.head(3)

# %% [markdown]
# ## 問1　平均の待ち時間［40点］
#
# 表 `df` の列 `wait` の平均を返す関数 `average(df)` を書いてください。


# %% nbgrader={"grade": false, "grade_id": "q1_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def average(df):
    return ____


### BEGIN SOLUTION
def average(df):
    return float(df["wait"].mean())


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q1", "locked": true, "points": 40, "schema_version": 3, "solution": false, "task": false}
check("q1")

# %% [markdown]
# ## 問2　いちばん待つ支所［20点］
#
# 支所コードを `longest` に、そう考えた順位を `rank` に入れてください。

# %% nbgrader={"grade": false, "grade_id": "q2_answer", "locked": false, "schema_version": 3, "solution": true, "task": false}
longest = ____
rank = ____

### BEGIN SOLUTION
longest = waits.loc[waits["wait"].idxmax(), "branch_code"]
rank = 1
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "q2", "locked": true, "points": 20, "schema_version": 3, "solution": false, "task": false}
check("q2")

# %% [markdown]
# ## 記述　課長へのメモ［40点］
#
# 平均だけでは分からないことを書いてください。

# %% [markdown] nbgrader={"grade": true, "grade_id": "r1", "locked": false, "points": 40, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# 平均は、いちばん待つ支所のつらさをかくします。最大の値も並べて伝えます。
# ### END SOLUTION

# %% [markdown]
# ## 確認テスト

# %% nbgrader={"grade": false, "grade_id": "quiz_form", "locked": true, "schema_version": 3, "solution": false, "task": false}
quiz()

# %% nbgrader={"grade": true, "grade_id": "quiz", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check("quiz")
