"""Why there is no figure, in sentences, by codes for scripts. Light to import."""

REASONS = {
    "no_ratings": "Nobody has said anything here in the articles that are compared.",
    "no_pairable": "No unit was rated by two annotators, so there is nothing to compare.",
    "no_variation": "Everyone used one label: 100 % observed agreement, and nothing to tell it from chance.",
    "not_two": "This coefficient is for two annotators; choose two.",
    "no_annotators": "There are no annotators to compare.",
    "one_annotator": "There is only one annotator, so there is nobody to compare with.",
    "one_category": "The scheme has a single label here, so agreement on it means nothing.",
    "no_spans": "Nobody has marked anything here in the articles that are compared.",
    "no_label": "Nobody has used this label.",
    "no_overlap": "No marks of two annotators share any text, so their labels cannot be compared.",
    "too_little": "So little text is marked by two annotators that there is no telling what chance would give.",
    "undefined": "This coefficient is not defined for these ratings.",
    "no_length": "The text has no length, so there is nothing to mark.",
    "no_articles": "There are no articles yet.",
    "nobody": "Nobody has {} an article yet.",
    "one_each": "No article was {} by two annotators.",
    "filtered": "The filters leave no article that two annotators have {}.",
}
"""Those with {} need what annotators have done: finished, or worked on."""
