"""The article with its marks: laid out, painted, clicked."""
