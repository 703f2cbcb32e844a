"""Instructor side: build labs, grade notebooks, run cohorts. Never in a trainee's process."""
