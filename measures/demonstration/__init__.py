"""Demonstration records of the roof."""
