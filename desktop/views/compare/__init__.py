"""The compare view: one article with everybody's marks, what agrees quiet and what differs loud."""
