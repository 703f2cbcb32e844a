"""The door: parse, one call, print. Nothing else in grader prints or exits."""
