# earns: 0
# says: 待ち時間が入っています
def service_fit(df, proc):
    rows = df.drop_duplicates()
    rows = rows[(rows["is_open"] == 1) & rows["box"].isin(BOXES)]
    if proc != "全部":
        rows = rows[rows["procedure"] == proc]
    rows = rows[rows["called"] >= rows["issued"]]
    minutes = (rows["finished"] - rows["issued"]).dropna()
    return {"mean": minutes.mean(), "cv": minutes.std() / minutes.mean()}
