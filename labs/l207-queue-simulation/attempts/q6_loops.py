# earns: full
def sensitivity(gaps, services, c, rhos):
    waits = []
    for rho in rhos:
        now, arrivals = 0.0, []
        for gap in gaps:
            now = now + gap * (sum(services) / len(services)) / (rho * c)
            arrivals.append(now)
        found = simulate(arrivals, services, c)
        waits.append(sum(found) / len(found))
    return pd.DataFrame({"wait": waits, "rho": rhos})


def doubles_at(table, start):
    rows = table.sort_values("rho").reset_index(drop=True)
    base = rows.loc[(rows["rho"] - start).abs() < 0.001, "wait"].item()
    for row in rows.to_dict("records"):
        if row["wait"] >= 2 * base:
            return row["rho"]
