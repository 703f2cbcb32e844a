"""Any nbgrader course: notebooks whose tests stand in their cells, graded in two processes."""
