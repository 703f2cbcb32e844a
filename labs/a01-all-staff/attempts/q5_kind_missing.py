# earns: 0
q5 = {"ai": {str(n): "入れない" for n in range(1, 11)}}
