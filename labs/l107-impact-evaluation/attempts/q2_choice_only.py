# earns: 0
def cross_section(df, start):
    return None


q2_choice = "イ"
