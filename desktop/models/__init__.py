"""Qt item models over the domain's reads; read-only."""
