# earns: 0
# says: 時計のずれた行
def service_fit(df, proc):
    rows = df.drop_duplicates()
    rows = rows[(rows["is_open"] == 1) & rows["box"].isin(BOXES)]
    if proc != "全部":
        rows = rows[rows["procedure"] == proc]
    minutes = (rows["finished"] - rows["called"]).dropna()
    return {"mean": minutes.mean(), "cv": minutes.std() / minutes.mean()}
