"""Forms of the services, for visitors and for staff."""
