"""Pages of the complaint channel, for everybody and (in `staff`) for the named officers."""
