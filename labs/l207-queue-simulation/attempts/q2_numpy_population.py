# earns: full
def service_fit(df, proc):
    rows = df.drop_duplicates()
    rows = rows[(rows["is_open"] == 1) & rows["box"].isin(BOXES)]
    if proc != "全部":
        rows = rows[rows["procedure"] == proc]
    rows = rows[rows["called"] >= rows["issued"]]
    good = rows.dropna(subset=["finished"])
    minutes = (good["finished"] - good["called"]).to_numpy()
    return {"mean": float(np.mean(minutes)), "cv": float(np.std(minutes) / np.mean(minutes))}
