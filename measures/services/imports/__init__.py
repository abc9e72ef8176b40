"""Lists of the services that come in many rows at once."""
