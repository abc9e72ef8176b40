"""Demonstration of the complaint channel; every report, person and figure of it is invented."""
