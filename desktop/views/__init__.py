"""Widgets. They know records and signals, not projects."""
