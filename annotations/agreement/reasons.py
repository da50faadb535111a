"""Why a coefficient has no value: a sentence for each code that scripts can rely on. Light to import."""

REASONS = {
    "no_ratings": "There are no ratings here in the articles compared.",
    "no_pairable": "No unit was rated by two annotators, so there is nothing to compare.",
    "no_variation": "Everyone used one label: 100 % observed agreement, which cannot be corrected for chance.",
    "not_two": "This coefficient is for two annotators. Choose two.",
    "no_annotators": "There are no annotators to compare.",
    "one_annotator": "There is only one annotator, so there is nobody to compare with.",
    "one_category": "The scheme has only one label here, so agreement on it is meaningless.",
    "no_spans": "Nobody has marked anything here in the articles compared.",
    "no_label": "Nobody has used this label.",
    "no_overlap": "No spans of different annotators overlap, so their labels cannot be compared.",
    "too_little": "Two annotators marked too little of the same text to estimate agreement by chance.",
    "undefined": "This coefficient is not defined for these ratings.",
    "no_length": "The text is empty, so there is nothing to mark.",
    "no_articles": "There are no articles yet.",
    "nobody": "Nobody has {} an article yet.",
    "one_each": "No article has been {} by two annotators.",
    "filtered": "None of the articles that pass the filters has been {} by two annotators.",
}
"""{} stands for what annotators have done: finished, or worked on."""
