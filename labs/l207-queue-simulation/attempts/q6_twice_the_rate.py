# earns: 4
# says: 利用率を2倍しています
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
    return 2 * start
