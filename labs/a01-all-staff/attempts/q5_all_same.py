# earns: 0
# says: 全部が同じ答え
q5 = {part: {str(n): text for n in range(1, 11)} for part, text in (("kind", "個人情報"), ("ai", "入れない"))}
