# earns: 0
# says: 前も後もまぜた差
def cross_section(df, start):
    return weighted_mean(df[df["pilot"] == 1]) - weighted_mean(df[df["pilot"] == 0])


q2_choice = "イ"
