"""A cohort's story: roster, release, collect, grade, feedback, status."""
