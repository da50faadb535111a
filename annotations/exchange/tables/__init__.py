"""Tables: CSV with a row per annotation; Parquet and Hugging Face with a row per article and annotator.

The columns come from the scheme. All of an export comes back from each of them; tables of other programs are read when
they have a column with texts.
"""
