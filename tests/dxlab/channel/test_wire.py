"""Values survive the wire, and lies on the wire are refused."""

import contextlib
import datetime as dt
import decimal
import json
import struct

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxlab.blank import ____
from dxlab.channel import limits
from dxlab.channel.errors import LimitExceeded
from dxlab.channel.wire import Decoder, Encoder, pack, unpack


def no_reference(x):
    raise TypeError(type(x).__name__)


def round_trip(value):
    encoder = Encoder(no_reference)
    body, buffers = unpack(pack(encoder, encoder.value(value)))
    return Decoder(buffers, no_reference).value(body)


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8"))
    | st.binary(max_size=50)
    | st.dates()
    | st.datetimes()
    | st.timedeltas()
    | st.decimals(allow_nan=False, allow_infinity=False)
)
keys = st.text(max_size=5) | st.integers()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(keys, inner, max_size=4)
        | st.sets(st.integers() | st.text(max_size=3), max_size=4)
    ),
    max_leaves=15,
)


@settings(deadline=None)
@given(values)
def test_plain_values_come_back_equal_and_of_the_same_type(value):
    back = round_trip(value)
    assert type(back) is type(value)
    assert back == value


def test_nan_and_blank_come_back():
    assert np.isnan(round_trip(float("nan")))
    assert round_trip(____) is ____


COLUMNS = {
    "int": pd.Series([1, 2, 3]),
    "float with a gap": pd.Series([1.5, None, float("inf")]),
    "text with a gap": pd.Series(["支所", None, "𠮷"], dtype="str"),
    "object": pd.Series([1, "x", None], dtype=object),
    "truth": pd.Series([True, False, True]),
    "nullable": pd.Series([1, None, 3], dtype="Int64"),
    "nullable truth": pd.Series([True, None, False], dtype="boolean"),
    "time": pd.Series(pd.to_datetime(["2025-04-01", None, "2025-04-03"])),
    "time in Tokyo": pd.Series(pd.to_datetime(["2025-04-01"] * 3).tz_localize("Asia/Tokyo")),
    "duration": pd.Series(pd.to_timedelta([1, 2, 3], unit="h")),
    "month": pd.Series(pd.period_range("2025-04", periods=3, freq="M")),
    "category": pd.Series(pd.Categorical(["b", None, "a"], categories=["b", "a"], ordered=True)),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_come_back_equal(name):
    frame = pd.DataFrame({name: COLUMNS[name]})
    frame.index = pd.Index(["x", "y", "x"], name="支所")
    pd.testing.assert_frame_equal(round_trip(frame), frame)
    pd.testing.assert_series_equal(round_trip(frame[name]), frame[name])


def test_odd_frames_come_back_equal():
    twins = pd.DataFrame([[1, "a"], [2, "b"]], columns=["x", "x"])
    empty = pd.DataFrame()
    pivot = pd.DataFrame({"a": [1, 2], "b": ["u", "v"], "c": [0.5, 1.5]}).pivot(
        index="a", columns="b", values="c"
    )
    multi = pd.DataFrame({"v": [1]}, index=pd.MultiIndex.from_tuples([("a", 1)], names=["x", None]))
    for frame in (twins, empty, pivot, multi):
        pd.testing.assert_frame_equal(round_trip(frame), frame)


@pytest.mark.parametrize(
    "value",
    [
        np.arange(6).reshape(2, 3),
        np.array(["a", "b"], dtype=object),
        np.float64(2.5),
        np.int8(3),
        np.bool_(True),
    ],
)
def test_numpy_keeps_its_type(value):
    back = round_trip(value)
    assert type(back) is type(value) and np.array_equal(back, value)


def forge(body, buffers=()):
    header = json.dumps({"body": body, "buffers": [len(b) for b in buffers]}).encode()
    return struct.pack(">I", len(header)) + header + b"".join(buffers)


def decode(message):
    body, buffers = unpack(message)
    return Decoder(buffers, no_reference).value(body)


COLLIDING = [[n * (2**61 - 1), 0] for n in range(limits.OTHER_KEYS + 1)]
LIES = {
    "no header": b"",
    "length beyond the end": struct.pack(">I", 999) + b"{}",
    "huge header": struct.pack(">I", limits.HEADER_BYTES + 1),
    "no JSON": struct.pack(">I", 4) + b"oops",
    "deep JSON": struct.pack(">I", 200_000) + b"[" * 200_000,
    "deep list": forge(json.loads("[" * 60 + "]" * 60)),
    "many items": forge([0] * (limits.ITEMS + 1)),
    "colliding keys": forge({"t": "dict", "v": [[{"t": "int", "v": str(k)}, v] for k, v in COLLIDING]}),
    "buffer that is not there": forge({"t": "bytes", "b": 3}),
    "negative buffer": forge({"t": "bytes", "b": -1}),
    "buffer lengths that lie": struct.pack(">I", 30) + b'{"body": 1, "buffers": [9999]}',
    "column too short": forge({"t": "np.array", "shape": [9], "dtype": "int64", "rows": 9, "b": 0}, [b"12345678"]),
    "shape that lies": forge({"t": "np.array", "shape": [2**40, 2**40], "dtype": "int8", "rows": 1, "b": 0}, [b"1"]),
    "negative shape": forge({"t": "np.array", "shape": [-1], "dtype": "int8", "rows": 1, "b": 0}, [b"1"]),
    "object dtype": forge({"t": "np.array", "shape": [1], "dtype": "O", "rows": 1, "b": 0}, [b"12345678"]),
    "time zone by path": forge({"t": "pd.timestamp", "v": "2025-01-01", "tz": "../../../etc/passwd"}),
    "frequency": forge({"t": "pd.period", "v": 1, "freq": "evil"}),
    "text lengths": forge(
        {"t": "pd.series", "name": None, "index": {"kind": "range", "names": [None], "v": [0, 1, 1]},
         "rows": 1, "dtype": "str", "b": 0, "lengths": 1, "mask": 2},
        [b"abc", struct.pack("<i", -5), b"\0"],
    ),
    "index of another length": forge(
        {"t": "pd.series", "name": None, "index": {"kind": "range", "names": [None], "v": [0, 7, 1]},
         "rows": 1, "dtype": "int8", "b": 0},
        [b"1"],
    ),
    "endless range": forge({"t": "pd.index", "index": {"kind": "range", "names": [None], "v": [0, 10**15, 1]}}),
    "unhashable in a set": forge({"t": "set", "v": [[]]}),
    "tag that is a list": forge({"t": ["int"], "v": "1"}),
    "long number": forge({"t": "int", "v": "9" * 100_000}),
}  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_lies_are_refused(name):
    with pytest.raises((LimitExceeded, TypeError)):
        decode(LIES[name])


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_flipped_bytes_never_end_in_another_error(data):
    frame = pd.DataFrame({"a": [1, 2], "t": ["い", "ろ"], "d": pd.to_datetime(["2025-01-01", None])})
    encoder = Encoder(no_reference)
    message = bytearray(
        pack(
            encoder, encoder.value({"frame": frame, "when": dt.date(2025, 4, 1), "n": decimal.Decimal("1.5")})
        )
    )
    for _ in range(data.draw(st.integers(1, 4))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(LimitExceeded, TypeError):
        decode(bytes(message))
