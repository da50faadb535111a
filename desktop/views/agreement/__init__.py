"""The agreement workspace: the overview, what lies behind a row of it, and the list of disagreements."""
