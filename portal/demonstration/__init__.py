"""Demonstration records of the ground floor."""
