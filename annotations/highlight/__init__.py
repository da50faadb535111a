"""Suggestion sources: the registry, pipelines and the rules around them, and the worker processes that run pipelines.

While the window is open, other packages use only `worker` and `worker_pool` to run pipelines: they keep spaCy in
processes of its own.
"""
