"""What a cohort learned, and the page that a trainee gets back."""
