# earns: full
help_marks = "聞かせて|見せて|代わる|まず私|先に決め|聞きに行|申請を出|縮めよう|時間をもらう"
block_marks = "忙しいのに|前例が|だれが責任|本業が|どうせ|余計な|では無理|暇があ|家でやって|出るまで|聞かれても|そろわない"
cards = load("sentences.csv")
kind = cards["text"].str.contains(help_marks).map({True: "促す", False: "中立"})
kind = kind.mask(cards["text"].str.contains(block_marks), "妨げる")
q4 = dict(kind=dict(zip(cards["id"].astype(str), kind)))
q4["rewrite1"] = "どの仕事が詰まっているか、明日の朝に教えて。"
q4["rewrite2"] = "2週間だけ試して、数を一緒に見よう。"
