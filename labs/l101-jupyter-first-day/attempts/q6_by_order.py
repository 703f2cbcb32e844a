# earns: full
def monthly_total(df, fy):
    keys = [str(m) for m in pd.period_range(f"{fy}-04", periods=12, freq="M")]
    totals = df.groupby("ym")["count"].sum().reindex(keys).fillna(0)
    return totals.rename(index=month_label)
