"""Labelled data for training: splits that do not leak, views of the records for tasks, and a check of what was written.

Takes records and gives files; knows no project. numpy, spaCy, datasketch and scikit-learn are imported where they are
used.
"""
