# earns: 0
# says: 計画とちがいます
phase_hours = {"講義": 40, "演習": 100, "課題解決プロジェクト": 40, "政策提案": 20}
total = sum(phase_hours.values())
