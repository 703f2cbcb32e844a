"""One person learning alone: a workspace folder, a course map, and the full result offline."""
