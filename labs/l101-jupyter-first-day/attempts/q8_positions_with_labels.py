# earns: full
def plot_monthly(s, fy):
    fig, ax = plt.subplots(figsize=(10, 4))
    ax.bar(range(len(s)), s.to_numpy(), color="#0072B2")
    ax.set_xticks(range(len(s)), s.index)
    ax.set_ylim(bottom=0, top=s.max() * 1.1)
    ax.set(ylabel="受付（件）", title=f"潮見野市の手続き {fy} 年度")
    return ax