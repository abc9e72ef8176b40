"""Public pages and files of procurement."""
