"""Tables that are brought in: CSV and Excel opened warily as sheets of cells, their headers found, their days read."""
