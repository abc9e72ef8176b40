"""Forms of the complaint channel."""
