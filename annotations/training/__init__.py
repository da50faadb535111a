"""Training data: splits that do not leak, views of the records for tasks, and a check of the result.

Takes records and writes files, without a project. numpy, spaCy, datasketch and scikit-learn are imported where they are
used.
"""
