"""What a user can do, one small function each: a module for each noun. Reads are nouns, actions are verbs."""
