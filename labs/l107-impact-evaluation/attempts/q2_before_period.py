# earns: 0
# says: 前の時期の差
def cross_section(df, start):
    before = df[df["ym"] < start]
    return weighted_mean(before[before["pilot"] == 1]) - weighted_mean(before[before["pilot"] == 0])


q2_choice = "イ"
