# earns: full
def one_day(customers, option, windows):
    come, minutes, luck = customers["come"], customers["minutes"], customers["luck"]
    if option == "窓口を1つ増やす":
        windows = windows + 1
    elif option == "事前入力を3割に":
        minutes = np.where(luck < 0.3, minutes * 10 / 18, minutes)
    elif option == "混雑カレンダー":
        stays = luck >= 0.15
        come, minutes = come[stays], minutes[stays]
    return np.array(simulate(come.tolist(), minutes.tolist(), windows))


def scenarios(day, n, seed):
    table = []
    for option in reversed(OPTIONS):
        rng = np.random.default_rng(seed)  # the same people again
        means, everyone = [], []
        for _ in range(n):
            waits = one_day(draw_day(day, rng), option, day["windows"])
            means.append(waits.mean())
            everyone.extend(waits)
        half = 1.96 * np.std(means) / np.sqrt(n)
        middle = np.mean(means)
        share = sum(wait <= 15 for wait in everyone) / len(everyone)
        table.append([option, middle, np.percentile(everyone, 90), share, middle - half, middle + half])
    return pd.DataFrame(table, columns=["option", "mean", "p90", "within15", "low", "high"])


def best(table):
    for place, row in table.iterrows():
        if all(row["high"] < other for other in table.drop(place)["low"]):
            return row["option"]
    return "差ははっきりしない"
