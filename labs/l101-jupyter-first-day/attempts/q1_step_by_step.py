# earns: full
phase_hours = {}
phase_hours["講義"] = 40
phase_hours["演習"] = 40
phase_hours["課題解決プロジェクト"] = 100
phase_hours["政策提案"] = 20
total = 0
for hours in phase_hours.values():
    total = total + hours
