# earns: full
def monthly_total(df, fy):
    rows = df.assign(month=df["ym"].map(month_label))[df["ym"].map(fiscal_year) == fy]
    table = rows.pivot_table(index="month", values="count", aggfunc="sum")
    return table["count"].reindex(MONTHS).fillna(0).astype(int) if len(rows) else pd.Series(0, index=MONTHS)
