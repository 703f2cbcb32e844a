"""What a lab's notebook uses: ``from dxlab import *``.

Light on purpose: pandas, matplotlib, IPython and ipywidgets are imported where
they are needed, not here.
"""

from dxlab.blank import ____
from dxlab.checking import check
from dxlab.data import dictionary, load
from dxlab.helping import hint, reset, solution
from dxlab.overview import progress
from dxlab.questions import quiz
from dxlab.starting import start

__all__ = [
    "____",
    "check",
    "dictionary",
    "hint",
    "load",
    "progress",
    "quiz",
    "reset",
    "solution",
    "start",
]
