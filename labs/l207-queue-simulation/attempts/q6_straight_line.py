# earns: 4
# says: 比例する、と決めています
def sensitivity(gaps, services, c, rhos):
    first = np.cumsum(gaps) / (rhos[0] * c / np.mean(services))
    base = np.mean(simulate(first.tolist(), list(services), c))
    return pd.DataFrame({"rho": rhos, "wait": [base * rho / rhos[0] for rho in rhos]})


def doubles_at(table, start):
    base = table.loc[np.isclose(table["rho"], start), "wait"].iloc[0]
    return table.loc[table["wait"] >= 2 * base, "rho"].min()
