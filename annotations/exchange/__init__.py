"""Files of other programs and our own: one module per format, reading and writing side by side."""
