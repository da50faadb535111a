"""When a proposed speaker or target counts as the marked one."""

from typing import Any

from annotations.model import SuggestedLink


def _name(words: str) -> str:
    words = words.replace("’", "'").removesuffix("'s").lower()
    return words.removeprefix("the ").strip()


def same_speaker(one: str, other: str) -> bool:
    """Whether two names or descriptions are of one speaker: the same surname, or one within the other."""
    one, other = _name(one), _name(other)
    if {one, other} & {"author", "unnamed"}:
        return one == other
    return one.split()[-1:] == other.split()[-1:] or one in other or other in one


def same_target(marked: dict[str, Any] | None, found: SuggestedLink | None) -> bool:
    """Whether two targets are the same party, thing or claim; no target is the same as none."""
    if not marked or not found:
        return not marked and not found
    if marked.get("kind") == "claim" or found.layer == "claim":
        return marked.get("kind") == found.layer and (marked["text"] in found.text or found.text in marked["text"])
    one, other = (f" {_name(words)} " for words in (marked["text"], found.text))
    return one in other or other in one or (one.split()[-1] == other.split()[-1] and " of " not in one + other)
