"""The program of the untrusted child: runs cells, answers questions. Imports nothing of grader."""
