"""Tables of the services, one module for each noun."""
