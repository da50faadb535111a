"""Language support: detecting the language of a text, and finding words and sentences."""
