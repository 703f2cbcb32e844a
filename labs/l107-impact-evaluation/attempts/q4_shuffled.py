# earns: 0
# says: 月の順
def plot_trends(df, start="2025-07"):
    fig, ax = plt.subplots()
    for group, name in ((1, "先行支所"), (0, "ほかの支所")):
        rows = df[df["pilot"] == group]
        ax.plot(rows["ym"], rows["mean_wait"], label=name)
    ax.axvline(start)
    ax.set_ylabel("平均待ち時間（分）")
    ax.legend()
    return ax
