# earns: 2
# says: 1,000分の1
forecast = staff_population.set_index("year")
rates = {year: per_1000(forecast.loc[year, "staff"], forecast.loc[year, "population"]) for year in (2026, 2040)}
right_words = "は、減る見通し" if rates[2040] < rates[2026] else "は、増える見通し"
q1 = {
    "n2026": float(rates[2026]),
    "n2040": float(rates[2040]),
    "statement": next(row.id for row in load("statements.csv").itertuples() if right_words in row.text),
}
q1 |= {"n2026": "7.0", "n2040": None}
