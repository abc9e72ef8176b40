"""Procurement as files: official forms, flat tables, open data."""
