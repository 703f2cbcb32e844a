# earns: 0
# says: ふつうの年
def monthly_total(df, fy):
    rows = df[df["ym"].str[:4] == str(fy)]
    return rows.groupby(rows["ym"].apply(month_label))["count"].sum().reindex(MONTHS, fill_value=0)
