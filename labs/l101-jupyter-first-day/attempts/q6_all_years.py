# earns: 0
# says: 全部の年度
def monthly_total(df, fy):
    return df.groupby(df["ym"].apply(month_label))["count"].sum().reindex(MONTHS, fill_value=0)
