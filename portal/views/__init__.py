"""Public and staff views of the ground floor."""
