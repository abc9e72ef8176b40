"""The services of the demonstration, a module for each noun; everything but the kinds of service is invented."""
