"""People who get a notice, and the text of the notice with marks for their values.

Names are made of pieces that no real register holds together. Some optional
second address lines are blank; some required values can be made blank.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

RECIPIENTS, TEMPLATE = "recipients.csv", "template_notice.txt"
SURNAMES = ("𠮷汐", "髙瀬川", "潮見原", "渚本", "灯台下", "浜野辺", "凪山", "波止場", "沖津宮", "磯馴")
GIVEN = ("あおば", "みなと", "つばさ", "ひなた", "いずみ", "かえで", "そら", "なぎさ", "のぞみ", "ひかり")
TOWNS = ("緑が丘", "若葉台", "北原", "本町", "東浜", "西浜")
REQUIRED = ("name", "address1", "amount", "due")
TEXT = """{{address1}}
{{address2}}
{{name}} {{title}}

通知番号 {{id}}

利用料の納付について

{{due}}までに、{{amount}}円を納めてください。

潮見野市長
"""


def make(
    seed: int, n: int = 180, n_missing: int = 3, blank_rate: float = 0.6
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return ``({"recipients.csv": table, "template_notice.txt": text as bytes}, truth)``.

    Parameters
    ----------
    n: number of recipients, 1 to 9999.
    n_missing: how many lack a required value.
    blank_rate: share of recipients without a second address line.

    ``truth``
    ---------
    ``missing``: id -> column that is blank. ``required``: the columns that must be there.
    ``template``: the text. ``no_second_line``: ids with a blank ``address2``.
    """
    if not (1 <= n <= 9999 and 0 <= n_missing <= n):
        raise ValueError(f"n は 1 から 9999、n_missing は 0 から n までの数です（指定: {n}、{n_missing}）")
    rng = np.random.default_rng([seed, 0])
    table = _people(n, blank_rate, rng)
    rows = rng.permutation(n)[:n_missing]
    missing = {table.loc[i, "id"]: str(rng.choice(REQUIRED)) for i in rows}
    for i in rows:
        table.loc[i, missing[table.loc[i, "id"]]] = ""
    truth = {
        "missing": missing,
        "required": REQUIRED,
        "template": TEXT,
        "no_second_line": table.loc[table["address2"] == "", "id"].tolist(),
    }
    return {RECIPIENTS: table, TEMPLATE: TEXT.encode()}, truth


def _people(n: int, blank_rate: float, rng: np.random.Generator) -> pd.DataFrame:
    """No two people share an address, an amount or an id: a value that strays can be found."""
    ids = [f"N{i + 10001}" for i in range(n)]
    second = [f"汐風荘{i + 2001}号室" if rng.random() >= blank_rate else "" for i in range(n)]
    days = pd.Timestamp("2026-06-01") + pd.to_timedelta(rng.integers(0, 300, n), unit="D")
    return pd.DataFrame(
        {
            "id": ids,
            "name": [f"{rng.choice(SURNAMES)}　{rng.choice(GIVEN)}" for _ in ids],
            "title": ["様" if rng.random() < 0.9 else "御中" for _ in ids],
            "address1": [f"潮見野市{rng.choice(TOWNS)}{i + 3001}番地" for i in range(n)],
            "address2": second,
            "amount": [str(a) for a in rng.permutation(n) * 10 + 50_000],
            "due": days.strftime("%Y-%m-%d"),
        }
    )
