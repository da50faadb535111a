"""The project file: the only place with SQL. Rows never leave it; it takes and returns records."""
