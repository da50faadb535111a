"""Boilerplate: finding what belongs to the web page and not to the report, by rules and by lines that recur."""

from annotations.highlight.boilerplate.finding import LAYER, find_boilerplate
from annotations.highlight.boilerplate.recurring import RecurringLines

__all__ = ["LAYER", "RecurringLines", "find_boilerplate"]
