# earns: 0
# says: 同じ仲間
q1 = {str(n): "DX" for n in range(1, 9)}
