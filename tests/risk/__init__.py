"""Tests of the room of risks."""
