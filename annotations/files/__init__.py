"""Files from users: paths that are safe to open, encodings, and errors from broken files."""
