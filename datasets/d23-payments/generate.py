"""Applications for a fee and the payments that arrived, to be reconciled.

``key`` is the payer's reference: katakana letters and a number. Payments write it
in other widths, kana and spacing; unequal amounts, one-sided rows and
duplicates are planted.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
import pandas as pd

APPLICATIONS, PAYMENTS = "applications.csv", "payments.csv"
KANA = "アイウエカキクケサシスセタチツテナニヌネハヒフヘマミムメラリルレガギグゲ"
HALF = dict(
    zip(
        "アイウエカキクケサシスセタチツテナニヌネハヒフヘマミムメラリルレ",
        "ｱｲｳｴｶｷｸｹｻｼｽｾﾀﾁﾂﾃﾅﾆﾇﾈﾊﾋﾌﾍﾏﾐﾑﾒﾗﾘﾙﾚ",
        strict=True,
    )
)
HALF |= {"ガ": "ｶﾞ", "ギ": "ｷﾞ", "グ": "ｸﾞ", "ゲ": "ｹﾞ"}
FEES = (300, 450, 1200, 2500, 3000)
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


def make(
    seed: int,
    n: int = 1165,
    only: tuple[int, int] = (20, 10),
    n_diff: int = 8,
    dups: tuple[int, int] = (15, 5),
) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return ``({"applications.csv": a, "payments.csv": b}, truth)``; both have ``key``, ``amount`` and an id.

    Parameters
    ----------
    n: keys that stand once on either side, those with unequal amounts included.
    only: numbers of keys on the side of the applications, of the payments alone.
    n_diff: how many of the ``n`` have unequal amounts.
    dups: numbers of rows whose key stands twice (or three times) among the applications,
        among the payments; 0 or at least 2. The other side lacks these keys.

    ``truth``
    ---------
    ``matched``, ``diff``, ``only_a``, ``only_b``, ``dup``: sets of keys in their plain form.
    """
    if not 0 <= n_diff <= n:
        raise ValueError(f"n_diff は 0 から n までの数です（指定: {n_diff}）")
    if 1 in dups:
        raise ValueError(f"dups は 0 か、2 以上の数です（指定: {dups}）")
    rng = np.random.default_rng([seed, 0])
    groups = [n, only[0], only[1], max(1, dups[0] // 2), max(1, dups[1] // 2)]
    keys = _keys(sum(groups), rng)
    both, a_only, b_only, a_dup, b_dup = np.split(keys, np.cumsum(groups)[:-1])
    amounts = dict(zip(keys, rng.choice(FEES, len(keys)).tolist(), strict=True))
    paid = dict(amounts)
    for key in both[:n_diff]:
        paid[key] += int(rng.choice([-100, 100, 1000]))
    left = [*both, *a_only, *_repeated(a_dup, dups[0])]
    right = [*both, *b_only, *_repeated(b_dup, dups[1])]
    tables = {
        APPLICATIONS: _table("application_id", "A", left, amounts, rng, False),
        PAYMENTS: _table("payment_id", "P", right, paid, rng, True),
    }
    truth = {
        "matched": set(both[n_diff:]),
        "diff": set(both[:n_diff]),
        "only_a": set(a_only),
        "only_b": set(b_only),
        "dup": set(a_dup if dups[0] else []) | set(b_dup if dups[1] else []),
    }
    return tables, truth


def plain(key: str) -> str:
    """The one form of a key: NFKC, katakana, no spaces."""
    text = unicodedata.normalize("NFKC", key).replace(" ", "")
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def _keys(number: int, rng: np.random.Generator) -> np.ndarray:
    kana = ["".join(letters) for letters in rng.choice(list(KANA), (number, 3))]
    numbers = rng.permutation(9000)[:number] + 1000
    return np.array([f"{k}-{i}" for k, i in zip(kana, numbers, strict=True)], dtype=object)


def _repeated(keys: np.ndarray, rows: int) -> list[str]:
    return [keys[i % len(keys)] for i in range(rows)]


def _table(
    name: str, letter: str, keys: list[str], amounts: dict[str, int], rng: np.random.Generator, rough: bool
) -> pd.DataFrame:
    order = rng.permutation(len(keys))
    written = [_written(keys[i], int(rng.integers(0, 5))) if rough else keys[i] for i in order]
    ids = [f"{letter}{i + 1:05d}" for i in range(len(keys))]
    return pd.DataFrame({name: ids, "key": written, "amount": [amounts[keys[i]] for i in order]})


def _written(key: str, form: int) -> str:
    kana, number = key.split("-")
    if form == 1:
        return "".join(HALF[c] for c in kana) + "-" + number
    if form == 2:
        return key.translate(WIDE)
    if form == 3:
        return "".join(chr(ord(c) - 0x60) for c in kana) + "-" + number
    return f" {kana}-{number}　" if form == 4 else key
