"""The agreement page: the overview, the details of a row, and the list of disagreements."""
