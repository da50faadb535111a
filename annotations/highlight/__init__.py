"""Machine annotators: pipelines that suggest entities, and the worker processes that run them.

Only `worker` is for the other packages to use while the window is open: it keeps spaCy in processes of its own.
"""
