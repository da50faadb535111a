"""What keys and menus do at the open article: each command asks the session to run an operation."""
