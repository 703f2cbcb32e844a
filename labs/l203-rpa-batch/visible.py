"""Quick checks that ship with the release: kind and shape, on small inputs.

They don't decide points; a plausible wrong answer passes here.
"""

import datetime
from typing import Any

import pandas as pd

from dxlab.outcome import Outcome, failed, passed

LATER = "ほかの場合でも正しいかは、提出のあとで確かめます。"
COLUMNS = ("年月", "課コード", "課名", "件数", "時間")


def _report(code: str, cases: int) -> bytes:
    return f"{','.join(COLUMNS)}\r\n2026-06,{code},見本係,{cases},1.5\r\n".encode("cp932")


def q1(collect: Any, *, ask: Any) -> Outcome:
    folder = ask.folder({"a.csv": _report("001", 3), "b.csv": _report("002", 4), "~$a.csv": b"\x05"})
    answer = collect(folder, "2026-06")
    if not (isinstance(answer, (tuple, list)) and len(answer) == 2 and isinstance(answer[0], pd.DataFrame)):
        return failed("答えは「集めた表と、問題のリスト」の組です。return の行を見ましょう。")
    table, issues = answer
    if not isinstance(issues, list):
        return failed("2つ目の答えは、問題のリストです。なければ、空のリスト [] にします。")
    missing = [name for name in COLUMNS if name not in list(table.columns)]
    if missing:
        return failed(f"集めた表に、列 {'、'.join(missing)} がありません。")
    if len(table) != 2:
        return failed(f"報告が2つの箱で、{len(table)}行になりました。とばす条件を見ましょう。")
    return passed(f"見本の報告を2つ集められました。{LATER}")


def q2(reconcile: Any, *, ask: Any) -> Outcome:
    a = pd.DataFrame({"申請": ["A1", "A2"], "key": ["アカ-1", "アカ-2"], "amount": [300, 450]})
    b = pd.DataFrame({"入金": ["P1", "P2"], "key": ["アカ-1", "アカ-3"], "amount": [300, 300]})
    groups = reconcile(a, b, "key", "amount")
    names = ("matched", "diff", "only_a", "only_b", "dup")
    if not isinstance(groups, dict) or [name for name in names if name not in groups]:
        return failed("matched、diff、only_a、only_b、dup の5つの名前の付いた組を返しましょう。")
    if not all(isinstance(groups[name], pd.DataFrame) for name in names):
        return failed("5つとも、表を入れましょう。行がなくても表にします。")
    if [len(groups[name]) for name in names] != [1, 0, 1, 1, 0]:
        return failed(
            "2行ずつの見本で、仕分けが合いません。片方だけの行も残っていますか。結合のしかたを見ましょう。"
        )
    return passed(f"見本を仕分けられました。{LATER}")


def q3(wareki: Any, *, ask: Any) -> Outcome:
    for style, start in (("普通", "令和"), ("0埋め", "令和"), ("略記", "R")):
        text = wareki(datetime.date(2026, 6, 5), style)
        if not isinstance(text, str) or not text.startswith(start):
            return failed(f"「{style}」の書き方が、{start} で始まる文字になっていません。")
    return passed(f"3つの書き方で書けました。{LATER}")


def q4(render_letters: Any, *, ask: Any) -> Outcome:
    person = {"name": "見本　花子", "title": "様", "address1": "本町1", "address2": ""}
    person |= {"amount": "12000", "due": "2026-06-05"}
    rows = [person | {"id": "N1"}, person | {"id": "N2", "name": ""}]
    answer = render_letters("{{id}} {{name}}{{title}} {{due}} {{amount}}", rows)
    if not (isinstance(answer, (tuple, list)) and len(answer) == 2):
        return failed("答えは「通知のリストと、作れなかった人のリスト」の組です。")
    letters, errors = answer
    if not isinstance(letters, list) or not isinstance(errors, list):
        return failed("2つとも、リストにしましょう。")
    if len(letters) != 1 or len(errors) != 1:
        return failed("名前のない人が1人いる見本です。通知が1通、作れなかった人が1人になるはずです。")
    return passed(f"見本の通知を1通作れました。{LATER}")


def q5(due_date: Any, *, ask: Any) -> Outcome:
    table, _ = ask.released("calendar_r8.csv")
    found = due_date(datetime.date(2026, 6, 1), 3, table)
    if not isinstance(found, datetime.date):
        return failed("答えは日付（date）です。return day を見ましょう。")
    if not datetime.date(2026, 6, 2) <= found <= datetime.date(2026, 6, 30):
        return failed("2026年6月1日の3開庁日あとが、6月の中に入っていません。進み方を見ましょう。")
    return passed(f"日付を求められました。{LATER}")


def q6(process_inbox: Any, *, ask: Any) -> Outcome:
    reports = {f"inbox/{i}.csv": _report(f"00{i}", i) for i in (1, 2, 3)}
    root = ask.folder(reports)
    places = [str(root.joinpath(name)) for name in ("inbox", "done", "error", "ledger.csv")]
    notes = process_inbox(*places, lambda: None)
    if not isinstance(notes, list):
        return failed("process_inbox の答えは、(ファイルの名前, 計画の言葉) のリストです。")
    files = ask.files_of(root)
    if "ledger.csv" not in files:
        return failed("台帳ができていません。write_ledger を見ましょう。")
    moved = [name for name in files if name.startswith("done/")]
    if len(moved) != 3:
        return failed(f"報告が3つの箱で、済のフォルダに{len(moved)}個あります。移すところを見ましょう。")
    return passed(f"見本の報告を3つ処理できました。{LATER}")


def q7(run: Any, *, ask: Any) -> Outcome:
    root = ask.folder({"inbox/1.csv": _report("001", 1)})
    places = [str(root.joinpath(name)) for name in ("inbox", "done", "error", "ledger.csv", "log.txt")]
    plan = run(*places, lambda: None, True)
    if not isinstance(plan, list) or len(plan) != 1 or not isinstance(plan[0], str):
        return failed("ファイルが1つの箱で、計画の文が1つのリストになるはずです。")
    return passed(f"計画を出せました。{LATER}")


def q8(break_even: Any, *, ask: Any) -> Outcome:
    months = break_even(12, 68, 40, 1, 0.05)
    if not ask.is_number(months):
        return failed("数が返ってきていません。return の行を見ましょう。")
    if not 1 < months < 12:
        return failed("例の仕事なら、1か月から12か月の間になるはずです。分と時間をそろえましたか。")
    return passed(f"月数を計算できました。{LATER}")
