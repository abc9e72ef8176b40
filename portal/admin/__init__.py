"""The staff side of the ground floor."""
