# earns: 4
# says: 件数で重み
def plot_trends(df, start="2025-07"):
    pilot = df[df["pilot"] == 1]
    other = df[df["pilot"] == 0]
    pilot_line = pilot.groupby("ym")["mean_wait"].mean()
    other_line = other.groupby("ym")["mean_wait"].mean()
    gap = weighted_mean(pilot[pilot["ym"] < start]) - weighted_mean(other[other["ym"] < start])
    without = other_line[other_line.index >= start] + gap

    fig, ax = plt.subplots(figsize=(9, 4))
    ax.plot(pilot_line.index, pilot_line, marker="o", label="先行支所")
    ax.plot(other_line.index, other_line, marker="s", label="ほかの支所")
    ax.plot(without.index, without, linestyle="--", label="もしQRがなかったら")
    ax.axvline(start, color="gray", linestyle=":")
    ax.set_ylabel("平均待ち時間（分）")
    ax.legend()
    return ax
