# earns: 0
# says: 辞書を返しましょう
def service_fit(df, proc):
    rows = df.drop_duplicates()
    rows = rows[(rows["is_open"] == 1) & rows["box"].isin(BOXES)]
    if proc != "全部":
        rows = rows[rows["procedure"] == proc]
    rows = rows[rows["called"] >= rows["issued"]]
    minutes = (rows["finished"] - rows["called"]).dropna()
    return minutes.mean(), minutes.std() / minutes.mean()
