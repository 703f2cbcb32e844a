# earns: full
def plot_trends(df, start="2025-07"):
    pilot = df[df["pilot"] == 1]
    other = df[df["pilot"] == 0]
    pilot_line = monthly_mean(pilot)
    other_line = monthly_mean(other)
    gap = weighted_mean(pilot[pilot["ym"] < start]) - weighted_mean(other[other["ym"] < start])
    without = other_line[other_line.index >= start] + gap

    months = list(pilot_line.index)
    fig, ax = plt.subplots(figsize=(9, 4))
    ax.plot(range(len(months)), pilot_line, marker="o", label="先行支所")
    ax.plot(range(len(months)), other_line, marker="s", label="ほかの支所")
    ax.plot([months.index(m) for m in without.index], without, linestyle="--", label="もしQRがなかったら")
    ax.axvline(months.index(start) - 0.5, color="gray", linestyle=":")
    ax.set_ylabel("平均待ち時間（分）")
    ax.legend()
    return ax
