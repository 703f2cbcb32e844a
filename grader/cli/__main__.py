"""``python -m grader.cli``: the command where its script may not be on PATH."""

from grader.cli.main import main

if __name__ == "__main__":  # grading starts processes that import this module again
    main()
