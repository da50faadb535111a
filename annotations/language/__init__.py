"""What is known about languages: which one a text is in, and where its words and sentences begin."""
