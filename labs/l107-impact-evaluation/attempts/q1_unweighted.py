# earns: 4
# says: 件数で重み
def before_after(df, start):
    pilot = df[df["pilot"] == 1]
    return pilot.loc[pilot["ym"] >= start, "mean_wait"].mean() - pilot.loc[pilot["ym"] < start, "mean_wait"].mean()
