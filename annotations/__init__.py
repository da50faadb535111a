"""The domain of Claimdesk: articles, annotations and what can be done with them. No Qt here."""

__version__ = "0.1.0"
