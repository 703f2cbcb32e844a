# earns: 0
# says: 辞書
phase_hours = [40, 40, 100, 20]
total = sum(phase_hours)
