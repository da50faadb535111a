"""What is seen: widgets that know records and signals, not the store."""
