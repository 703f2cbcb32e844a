"""How long grading takes: ours against stock nbgrader and against the least that is possible."""
