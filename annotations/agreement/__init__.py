"""Agreement between annotators: matching their marks, coefficients, reports. Pure functions of records and arrays.

`records` is light; every other module here works on arrays and loads numpy, so it is imported where it is used.
"""
