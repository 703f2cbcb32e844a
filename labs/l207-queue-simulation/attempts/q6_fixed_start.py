# earns: 4
# says: start の行の待ち時間を2倍
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
    base = table.loc[np.isclose(table["rho"], 0.8), "wait"].iloc[0]
    return table.loc[table["wait"] >= 2 * base, "rho"].min()
