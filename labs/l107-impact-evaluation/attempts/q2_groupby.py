# earns: full
import numpy as np


def cross_section(df, start):
    after = df[df["ym"] >= start]
    means = {
        group: np.average(rows["mean_wait"], weights=rows["tickets"]) for group, rows in after.groupby("pilot")
    }
    return means[1] - means[0]


q2_choice = "イ"
