# earns: 0
# says: 名前がちがいます
phase_hours = {"講義": 40, "演習": 40, "課題解決プロジェクト": 120}
total = sum(phase_hours.values())
