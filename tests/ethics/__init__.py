"""Tests of the room of ethics and the No Gift Policy."""
