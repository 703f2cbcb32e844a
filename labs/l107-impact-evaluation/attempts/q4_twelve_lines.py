# earns: 0
# says: 線が多すぎます
def plot_trends(df, start="2025-07"):
    fig, ax = plt.subplots()
    for code, rows in df.sort_values("ym").groupby("branch_code"):
        ax.plot(rows["ym"], rows["mean_wait"], label=code)
    ax.axvline(start)
    ax.set_ylabel("平均待ち時間（分）")
    ax.legend()
    return ax
