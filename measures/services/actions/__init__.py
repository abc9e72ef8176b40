"""Acts on several records of the services at once, one module for each noun."""
