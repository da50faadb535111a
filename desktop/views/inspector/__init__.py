"""The inspector pane: the focused mark with a form built from the scheme."""
