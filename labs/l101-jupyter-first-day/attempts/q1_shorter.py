# earns: 0
# says: 長い方
phase_hours = {"講義": 30, "演習": 30, "課題解決プロジェクト": 80, "政策提案": 20}
total = sum(phase_hours.values())
