# earns: 4
# says: いちばん大きい利用率
def sensitivity(gaps, services, c, rhos):
    minutes = np.mean(services)
    rows = []
    for rho in rhos:
        lam = rho * c / minutes
        arrivals = np.cumsum(gaps) / lam
        waits = simulate(arrivals.tolist(), list(services), c)
        rows.append({"rho": rho, "wait": np.mean(waits)})
    return pd.DataFrame(rows)


def doubles_at(table, start):
    base = table.loc[np.isclose(table["rho"], start), "wait"].iloc[0]
    return table.loc[table["wait"] >= 2 * base, "rho"].max()
