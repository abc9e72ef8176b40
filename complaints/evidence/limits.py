"""How large and how many evidence files may be: all are held in memory, so one request takes no more than that."""

from portal.uploads.kinds import MEGABYTE

LARGEST_FILE = 10 * MEGABYTE
MOST_FILES = 10
LARGEST_TOTAL = 40 * MEGABYTE
"""Bytes of all files of one report together."""
LARGEST_COPY = 40 * MEGABYTE
"""Bytes of a clean copy; one that grows further is not kept."""
