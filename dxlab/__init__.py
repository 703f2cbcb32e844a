"""What a lab's notebook uses: ``from dxlab import *``.

Light on purpose: pandas, matplotlib, IPython and ipywidgets are imported where
they are needed, not here.
"""

from dxlab.blank import ____
from dxlab.checking import check
from dxlab.data import dictionary, load
from dxlab.forms import answered, form
from dxlab.guard import explain_bare
from dxlab.helping import hint, reset, solution
from dxlab.overview import progress
from dxlab.questions import quiz
from dxlab.starting import start
from dxlab.tips import tips

for _function, _call in (
    (answered, 'answered("q1")'),
    (check, 'check("q1")'),
    (dictionary, 'dictionary("ファイルの名前")'),
    (form, 'form("q1")'),
    (hint, 'hint("q1")'),
    (load, 'load("ファイルの名前")'),
    (progress, "progress()"),
    (quiz, "quiz()"),
    (reset, 'reset("q1")'),
    (solution, 'solution("q1")'),
    (start, "start()"),
    (tips, "tips()"),
):
    explain_bare(_function, _call)

__all__ = [
    "____",
    "answered",
    "check",
    "dictionary",
    "form",
    "hint",
    "load",
    "progress",
    "quiz",
    "reset",
    "solution",
    "start",
    "tips",
]
