# earns: 0
# says: 手続きを選んでいません
def service_fit(df, proc):
    rows = df.drop_duplicates()
    rows = rows[(rows["is_open"] == 1) & rows["box"].isin(BOXES)]
    rows = rows[rows["called"] >= rows["issued"]]
    minutes = (rows["finished"] - rows["called"]).dropna()
    return {"mean": minutes.mean(), "cv": minutes.std() / minutes.mean()}
