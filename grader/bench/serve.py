"""The process that grades cases for a test or a command: ``python -m grader.bench.serve FOLDER``.

It reads a case's name a line and answers with a line of JSON. An attack that
ends its grader ends this process, and whoever asked sees that.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from grader.bench.attack import Range, report_json
from grader.bench.case import BANK, read_case
from grader.bench.target import build_target


def main(folder: Path) -> None:
    # Nothing but reports may reach the answering end.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        place = Range(build_target(folder))
        answers.write("{}\n")
        answers.flush()
        for line in sys.stdin:
            answers.write(report_json(place.run(read_case(BANK / f"{line.strip()}.toml"))) + "\n")
            answers.flush()
    finally:
        # Whoever asked may have been killed.
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
