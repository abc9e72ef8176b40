"""Tests of the portal; the cast and the fixtures are in conftest."""
