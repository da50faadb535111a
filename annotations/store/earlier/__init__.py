"""How files of earlier versions are made, as long as they can be opened. Nothing here is ever changed."""
