"""Tables: CSV with a row per annotation; Parquet and Hugging Face with a row per article and annotator.

The columns come from the scheme. Each of these formats restores an export completely. Tables of other programs are read
if they have a column with texts.
"""
