# earns: 6
# says: 元の物が変わっています
def service_fit(df, proc):
    df["minutes"] = df["finished"] - df["called"]
    rows = df.drop_duplicates()
    rows = rows[(rows["is_open"] == 1) & rows["box"].isin(BOXES)]
    if proc != "全部":
        rows = rows[rows["procedure"] == proc]
    rows = rows[rows["called"] >= rows["issued"]]
    minutes = rows["minutes"].dropna()
    return {"mean": minutes.mean(), "cv": minutes.std() / minutes.mean()}
