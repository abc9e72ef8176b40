"""Pages of the staff who work on requests."""
