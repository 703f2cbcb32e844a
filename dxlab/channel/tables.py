"""numpy and pandas values on the wire: a JSON description and one raw buffer per column.

Text columns travel as their joined characters plus the length of each, in
characters, so that neither side loops over bytes. Only the dtypes named here
exist on the channel; time zones and period frequencies come from short lists,
because their names can open files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dxlab.channel import limits
from dxlab.channel.errors import LimitExceeded

if TYPE_CHECKING:
    from dxlab.channel.wire import Decoder, Encoder

_PLAIN = {f"{k}{n}" for k in ("int", "uint") for n in (8, 16, 32, 64)} | {"float32", "float64", "bool"}
_UNITS = {"s", "ms", "us", "ns"}
_NULLABLE = {
    "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64", "boolean",
}  # fmt: skip
_ZONES = {"UTC", "Asia/Tokyo"}
_FREQUENCIES = {"Y", "Y-DEC", "Y-MAR", "Q", "Q-DEC", "Q-MAR", "M", "W", "W-SUN", "D", "h", "min", "s"}


def encode(e: Encoder, x: Any, depth: int) -> dict[str, Any] | None:
    """The JSON form of a numpy or pandas value; None when it is of no kind known here."""
    if isinstance(x, pd.DataFrame):
        return _encode_frame(e, x, depth)
    if isinstance(x, pd.Series):
        name = e.value(x.name, depth + 1)
        return {
            "t": "pd.series",
            "name": name,
            "index": _encode_index(e, x.index, depth),
            **_column(e, x, depth),
        }
    if isinstance(x, pd.Index):
        return {"t": "pd.index", "index": _encode_index(e, x, depth)}
    if isinstance(x, np.ndarray):
        return _encode_array(e, x, depth)
    return _encode_scalar(e, x)


def decode(d: Decoder, j: dict[str, Any], depth: int) -> Any:
    """The value of a form made by ``encode``; raises for anything malformed."""
    return _DECODERS[j["t"]](d, j, depth)


# --- scalars -----------------------------------------------------------------


def _encode_scalar(e: Encoder, x: Any) -> dict[str, Any] | None:
    if x is pd.NaT:
        return {"t": "pd.nat"}
    if x is pd.NA:
        return {"t": "pd.na"}
    if isinstance(x, pd.Timestamp) and (x.tz is None or str(x.tz) in _ZONES):
        return {"t": "pd.timestamp", "v": x.isoformat(), "tz": None if x.tz is None else str(x.tz)}
    if isinstance(x, pd.Timedelta):
        return {"t": "pd.timedelta", "v": int(x.as_unit("ns").value)}
    if isinstance(x, pd.Period) and x.freqstr in _FREQUENCIES:
        return {"t": "pd.period", "v": int(x.ordinal), "freq": x.freqstr}
    if isinstance(x, np.generic) and x.dtype.name in _PLAIN:
        return {"t": "np.scalar", "dtype": x.dtype.name, "b": e.buffer(np.asarray(x).tobytes())}
    return None


def _decode_scalar(d: Decoder, j: dict[str, Any], depth: int) -> Any:
    return _raw(d, j, 1)[0]


def _zone(j: dict[str, Any]) -> str | None:
    zone = j.get("tz")
    if zone is not None and zone not in _ZONES:
        raise LimitExceeded("unknown time zone")
    return zone


def _frequency(j: dict[str, Any]) -> str:
    if j["freq"] not in _FREQUENCIES:
        raise LimitExceeded("unknown frequency")
    return j["freq"]


def _decode_timestamp(d: Decoder, j: dict[str, Any], depth: int) -> Any:
    stamp = pd.Timestamp(str(j["v"])[:64])
    zone = _zone(j)
    return stamp if zone is None else stamp.tz_convert(zone)


# --- arrays ------------------------------------------------------------------


def _encode_array(e: Encoder, x: np.ndarray, depth: int) -> dict[str, Any]:
    return {"t": "np.array", "shape": list(x.shape), **_column(e, np.asarray(x).reshape(-1), depth)}


def _decode_array(d: Decoder, j: dict[str, Any], depth: int) -> Any:
    shape = [int(n) for n in j["shape"]]
    size = int(np.prod(shape)) if shape else 1
    if len(shape) > 8 or min([0, *shape]) < 0 or size > limits.ROWS:
        raise LimitExceeded("array too large")
    values = _values(d, {**j, "rows": size}, depth)
    return np.asarray(values).reshape(shape)


def _column(e: Encoder, x: Any, depth: int) -> dict[str, Any]:
    """Dtype, number of rows and buffers of a one-dimensional column."""
    head: dict[str, Any] = {"rows": len(x)}
    dtype = x.dtype
    name = str(dtype)
    if name in _PLAIN:
        return {**head, "dtype": name, "b": e.buffer(np.ascontiguousarray(x).tobytes())}
    if name in _NULLABLE:
        return {**head, "dtype": name, **_nullable(e, x)}
    if isinstance(dtype, pd.StringDtype):
        return {**head, "dtype": "str", **_texts(e, x)}
    if isinstance(dtype, pd.CategoricalDtype):
        return {**head, "dtype": "category", **_category(e, x, depth)}
    if isinstance(dtype, pd.PeriodDtype) and dtype.freq.freqstr in _FREQUENCIES:
        ordinals = np.asarray(x.array.asi8 if hasattr(x, "array") else x.asi8)
        return {**head, "dtype": "period", "freq": dtype.freq.freqstr, "b": e.buffer(ordinals.tobytes())}
    if dtype.kind in "mM" and np.datetime_data(getattr(dtype, "base", dtype))[0] in _UNITS:
        return {**head, **_times(e, x)}
    return {**head, "dtype": "object", "v": [e.value(item, depth + 1) for item in list(x)]}


def _times(e: Encoder, x: Any) -> dict[str, Any]:
    zone = getattr(x.dtype, "tz", None)
    if zone is not None and str(zone) not in _ZONES:
        raise LimitExceeded("unknown time zone")
    unit = np.datetime_data(getattr(x.dtype, "base", x.dtype))[0]
    series = pd.Series(x)
    plain = series.dt.tz_convert("UTC").dt.tz_localize(None) if zone is not None else series
    raw = plain.to_numpy(dtype=f"{x.dtype.kind}8[{unit}]").tobytes()
    return {
        "dtype": f"{x.dtype.kind}8[{unit}]",
        "tz": None if zone is None else str(zone),
        "b": e.buffer(raw),
    }


def _nullable(e: Encoder, x: Any) -> dict[str, Any]:
    series = pd.Series(x)
    mask = series.isna().to_numpy()
    plain = {"boolean": "bool"}.get(str(x.dtype), str(x.dtype).lower())
    values = series.to_numpy(dtype=plain, na_value=0)
    return {"b": e.buffer(values.tobytes()), "mask": e.buffer(mask.tobytes())}


def _texts(e: Encoder, x: Any) -> dict[str, Any]:
    series = pd.Series(x)
    mask = series.isna().to_numpy()
    texts = ["" if missing else text for text, missing in zip(series, mask, strict=True)]
    joined = "".join(texts).encode("utf-8", "surrogatepass")
    lengths = np.fromiter(map(len, texts), dtype="int32", count=len(texts))
    return {"b": e.buffer(joined), "lengths": e.buffer(lengths.tobytes()), "mask": e.buffer(mask.tobytes())}


def _category(e: Encoder, x: Any, depth: int) -> dict[str, Any]:
    categorical = pd.Series(x).array
    return {
        "b": e.buffer(np.asarray(categorical.codes, dtype="int32").tobytes()),
        "categories": _encode_index(e, categorical.categories, depth),
        "ordered": bool(categorical.ordered),
    }


def _raw(d: Decoder, j: dict[str, Any], rows: int, dtype: str | None = None) -> np.ndarray:
    name = dtype or j["dtype"]
    if dtype is None and name not in _PLAIN:
        raise LimitExceeded("unknown dtype")
    return _array_of(d.buffer(j["b"]), name, rows)


def _array_of(buffer: memoryview, dtype: str, rows: int) -> np.ndarray:
    if len(buffer) != rows * np.dtype(dtype).itemsize:
        raise LimitExceeded("column of a wrong length")
    values = np.frombuffer(buffer, dtype="uint8" if dtype == "bool" else dtype)
    return values.astype(dtype) if dtype == "bool" else values.copy()


def _values(d: Decoder, j: dict[str, Any], depth: int) -> Any:
    rows, name = j["rows"], j["dtype"]
    if type(rows) is not int or not 0 <= rows <= limits.ROWS or type(name) is not str:
        raise LimitExceeded("column too long")
    if name in _PLAIN:
        return _raw(d, j, rows)
    if name in _NULLABLE:
        plain = "bool" if name == "boolean" else name.lower()
        values = pd.Series(_raw(d, j, rows, plain)).astype(name)
        return values.mask(_array_of(d.buffer(j["mask"]), "bool", rows)).array
    if name in _SPECIAL:
        return _SPECIAL[name](d, j, rows, depth)
    kind, unit = name[:1], name[3:-1]
    if name == f"{kind}8[{unit}]" and kind in "mM" and unit in _UNITS:
        stamps = pd.Series(_raw(d, j, rows, name))
        zone = _zone(j)
        return (stamps if zone is None else stamps.dt.tz_localize("UTC").dt.tz_convert(zone)).array
    raise LimitExceeded("unknown dtype")


def _decode_objects(d: Decoder, j: dict[str, Any], rows: int, depth: int) -> np.ndarray:
    items = d.value(j["v"], depth + 1)
    if type(items) is not list or len(items) != rows:
        raise LimitExceeded("column of a wrong length")
    values = np.empty(rows, dtype=object)
    values[:] = items if rows else []
    return values


def _decode_texts(d: Decoder, j: dict[str, Any], rows: int, depth: int) -> Any:
    joined = bytes(d.buffer(j["b"])).decode("utf-8", "surrogatepass")
    lengths = _array_of(d.buffer(j["lengths"]), "int32", rows).astype("int64")
    mask = _array_of(d.buffer(j["mask"]), "bool", rows)
    if rows and (lengths.min() < 0 or lengths.sum() != len(joined)):
        raise LimitExceeded("texts of a wrong length")
    ends = np.cumsum(lengths).tolist()
    starts = [0, *ends[:-1]] if ends else []
    texts = [None if m else joined[a:b] for a, b, m in zip(starts, ends, mask.tolist(), strict=True)]
    return pd.array(texts, dtype="str")


def _decode_category(d: Decoder, j: dict[str, Any], rows: int, depth: int) -> Any:
    categories = _decode_index(d, j["categories"], depth)
    codes = _array_of(d.buffer(j["b"]), "int32", rows)
    return pd.Categorical.from_codes(codes, categories=categories, ordered=bool(j["ordered"]))


def _decode_period(d: Decoder, j: dict[str, Any], rows: int, depth: int) -> Any:
    ordinals = _array_of(d.buffer(j["b"]), "int64", rows)
    return pd.PeriodIndex.from_ordinals(ordinals, freq=_frequency(j)).array


_SPECIAL = {
    "object": _decode_objects,
    "str": _decode_texts,
    "category": _decode_category,
    "period": _decode_period,
}


# --- index, series, frame ----------------------------------------------------


def _encode_index(e: Encoder, index: pd.Index, depth: int) -> dict[str, Any]:
    names = [e.value(name, depth + 1) for name in index.names]
    if isinstance(index, pd.RangeIndex):
        return {"kind": "range", "names": names, "v": [index.start, index.stop, index.step]}
    if isinstance(index, pd.MultiIndex):
        levels = [_column(e, index.get_level_values(n), depth) for n in range(index.nlevels)]
        return {"kind": "multi", "names": names, "levels": levels}
    return {"kind": "plain", "names": names, "column": _column(e, index, depth)}


def _decode_index(d: Decoder, j: dict[str, Any], depth: int) -> pd.Index:
    names = d.value(j["names"], depth + 1)
    if j["kind"] == "range":
        steps = range(*(int(n) for n in j["v"][:3]))
        if len(steps) > limits.ROWS:
            raise LimitExceeded("index too long")
        return pd.RangeIndex(steps, name=names[0])
    if j["kind"] == "multi":
        levels = [_values(d, level, depth) for level in j["levels"][:20]]
        return pd.MultiIndex.from_arrays(levels, names=names)
    return pd.Index(_values(d, j["column"], depth), name=names[0])


def _encode_frame(e: Encoder, x: pd.DataFrame, depth: int) -> dict[str, Any]:
    if x.shape[0] > limits.ROWS or x.shape[1] > limits.COLUMNS:
        raise LimitExceeded("table too large")
    return {
        "t": "pd.frame",
        "index": _encode_index(e, x.index, depth),
        "columns": _encode_index(e, x.columns, depth),
        "data": [_column(e, x.iloc[:, n], depth) for n in range(x.shape[1])],
    }


def _decode_frame(d: Decoder, j: dict[str, Any], depth: int) -> pd.DataFrame:
    index = _decode_index(d, j["index"], depth)
    columns = _decode_index(d, j["columns"], depth)
    data = j["data"]
    if type(data) is not list or len(data) != len(columns) or len(data) > limits.COLUMNS:
        raise LimitExceeded("table of a wrong width")
    frame = pd.DataFrame(
        {n: pd.Series(_values(d, c, depth), index=index) for n, c in enumerate(data)}, index=index
    )
    frame.columns = columns
    return frame


def _decode_series(d: Decoder, j: dict[str, Any], depth: int) -> pd.Series:
    return pd.Series(
        _values(d, j, depth), index=_decode_index(d, j["index"], depth), name=d.value(j["name"], depth + 1)
    )


_DECODERS = {
    "pd.nat": lambda d, j, depth: pd.NaT,
    "pd.na": lambda d, j, depth: pd.NA,
    "pd.timestamp": _decode_timestamp,
    "pd.timedelta": lambda d, j, depth: pd.Timedelta(int(j["v"]), unit="ns"),
    "pd.period": lambda d, j, depth: pd.Period(ordinal=int(j["v"]), freq=_frequency(j)),
    "np.scalar": _decode_scalar,
    "np.array": _decode_array,
    "pd.series": _decode_series,
    "pd.index": lambda d, j, depth: _decode_index(d, j["index"], depth),
    "pd.frame": _decode_frame,
}
