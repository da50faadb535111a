"""The queue pane: the list of articles, its filter and its columns."""
