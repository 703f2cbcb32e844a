# earns: 2
# says: 件数で重み
def cross_section(df, start):
    after = df[df["ym"] >= start]
    return after.loc[after["pilot"] == 1, "mean_wait"].mean() - after.loc[after["pilot"] == 0, "mean_wait"].mean()


q2_choice = "イ"
