"""The staff side of the services in the admin."""
