# earns: full
phase_hours = dict(zip(["政策提案", "演習", "講義", "課題解決プロジェクト"], [20, 40.0, 40, 100]))
total = pd.Series(phase_hours).sum()
