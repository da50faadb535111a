"""Commands behind keys and menus: each asks the session to run an operation."""
