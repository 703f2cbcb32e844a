# earns: 4
# says: 考えは選び直しましょう
def cross_section(df, start):
    after = df[df["ym"] >= start]
    return weighted_mean(after[after["pilot"] == 1]) - weighted_mean(after[after["pilot"] == 0])


q2_choice = "ア"
