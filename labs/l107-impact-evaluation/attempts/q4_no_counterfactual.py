# earns: 8
# says: 点線がちがいます
def plot_trends(df, start="2025-07"):
    pilot = df[df["pilot"] == 1]
    other = df[df["pilot"] == 0]
    pilot_line = monthly_mean(pilot)
    other_line = monthly_mean(other)
    gap = weighted_mean(pilot[pilot["ym"] < start]) - weighted_mean(other[other["ym"] < start])
    without = other_line[other_line.index >= start] + gap

    fig, ax = plt.subplots(figsize=(9, 4))
    ax.plot(pilot_line.index, pilot_line, marker="o", label="先行支所")
    ax.plot(other_line.index, other_line, marker="s", label="ほかの支所")
    ax.axvline(start, color="gray", linestyle=":")
    ax.set_ylabel("平均待ち時間（分）")
    ax.legend()
    return ax
