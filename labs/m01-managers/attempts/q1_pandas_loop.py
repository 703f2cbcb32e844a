# earns: full
table = load("staff_population.csv")
table["rate"] = (table["staff"] * 1000 / table["population"]).round(1)
q1 = {f"n{row.year}": row.rate for row in table.itertuples()}
falls = table["rate"].iloc[-1] < table["rate"].iloc[0]
statements = load("statements.csv").set_index("text")["id"]
q1["statement"] = statements[f"住民1,000人あたりの職員は、{'減る' if falls else '増える'}見通しです。"]
