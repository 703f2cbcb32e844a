# earns: 4
# says: total が値の合計
phase_hours = {"講義": 40, "演習": 40, "課題解決プロジェクト": 100, "政策提案": 20}
total = len(phase_hours)
