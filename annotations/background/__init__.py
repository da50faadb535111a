"""Processes that answer for the window, so that it never waits."""
