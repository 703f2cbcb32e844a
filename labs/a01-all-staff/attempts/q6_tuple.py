# earns: full
with open("data/mail_steps.csv", encoding="utf-8") as file:
    rows = [line.split(",", 1) for line in file.read().splitlines()[1:]]
letter = {text[:2]: name for name, text in rows}
q6 = (letter["通信"], letter["情報"], letter["いつ"], letter["指示"])
