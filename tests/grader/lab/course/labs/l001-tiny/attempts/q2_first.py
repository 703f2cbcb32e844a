# earns: 0
# says: いちばん長い支所ではありません
longest = "99"
rank = 1
