"""Dialogs that ask one thing or report on one thing."""
