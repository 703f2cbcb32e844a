"""The only door to nbgrader: its apps, exchange and gradebook."""
