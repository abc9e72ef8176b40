"""Sign-in of staff: accounts are given by the administrator, nobody signs up."""
