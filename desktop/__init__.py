"""The window of Claimdesk."""
