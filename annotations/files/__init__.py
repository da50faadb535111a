"""Files that come from users: paths that are safe to open, encodings, and what a broken file raises."""
