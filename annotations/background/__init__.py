"""Server processes that compute for the window, so that it never waits."""
