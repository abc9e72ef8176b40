"""Figures and lists of the services as files."""
