"""The level check before and after a course: items, forms, levels, and what a cohort may know of them."""
