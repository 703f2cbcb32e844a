"""Times as people read them: stored in UTC, shown in Japan's time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")


def shown_time(moment: datetime | None) -> str:
    """``6月30日（火）17:00`` in JST; a dash when unknown."""
    if moment is None:
        return "―"
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    local = aware.astimezone(JST)
    return f"{local.month}月{local.day}日（{'月火水木金土日'[local.weekday()]}）{local:%H:%M}"
