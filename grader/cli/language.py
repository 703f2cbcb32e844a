"""Click's own sentences in Japanese, whatever the machine's language is."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

DOMAIN = "dxlab"
LOCALES = Path(__file__).parent / "locale"


def ensure_japanese() -> None:
    """Bind click's messages to our catalogue for the whole process (idempotent).

    Click looks its texts up with plain ``gettext``, that is in the process-wide
    domain and in the language of the environment; both are set here.
    """
    os.environ["LANGUAGE"] = "ja"
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
