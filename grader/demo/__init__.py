"""The demo cohort: twenty invented trainees whose real notebooks go through everything."""
