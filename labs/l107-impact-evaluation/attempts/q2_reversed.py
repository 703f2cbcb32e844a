# earns: 0
# says: 引く順番が逆
def cross_section(df, start):
    after = df[df["ym"] >= start]
    return weighted_mean(after[after["pilot"] == 0]) - weighted_mean(after[after["pilot"] == 1])


q2_choice = "イ"
