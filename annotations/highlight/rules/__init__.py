"""The built-in pipeline: spaCy components that find entities with word lists and rules.

Every component adds its proposals to `doc.spans["proposals"]`; `choice` keeps the longest of them as `doc.ents`.
"""
