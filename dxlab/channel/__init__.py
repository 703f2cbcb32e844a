"""How a check talks to a trainee's objects.

A check (``visible.py``, ``hidden.py``) never touches those objects. It sees
copies of plain data and proxies for the rest; what is called runs where the
objects live: in the same process over ``LocalTransport`` or in an untrusted
child over ``SocketTransport``. Both encode and decode every value, so that one
text of a check means one thing.
"""

from dxlab.channel.ask import Ask
from dxlab.channel.errors import (
    AnswerError,
    AnswerTimeout,
    ChannelClosed,
    LimitExceeded,
    MissingAnswer,
    NotAValue,
)
from dxlab.channel.evaluate import run_check
from dxlab.channel.proxies import Remote
from dxlab.channel.transport import LocalTransport, SocketTransport

__all__ = [
    "AnswerError",
    "AnswerTimeout",
    "Ask",
    "ChannelClosed",
    "LimitExceeded",
    "LocalTransport",
    "MissingAnswer",
    "NotAValue",
    "Remote",
    "SocketTransport",
    "run_check",
]
