"""Demonstration records of procurement; every supplier, purchase and amount is invented."""
