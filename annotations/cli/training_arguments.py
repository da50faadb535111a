"""The options of `export` that make splits, views for tasks and what belongs to them."""

from argparse import ArgumentParser


def splits(export: ArgumentParser) -> None:
    """Add the options to the command."""
    made = export.add_argument_group("labelled data for training", "with --split or --task OUT is a folder")
    made.add_argument(
        "--split", metavar="80/10/10", help="shares of train, dev and test; copies of an article stay together"
    )
    made.add_argument(
        "--task", metavar="T", help="ner, spancat, claim-detection, attribution or a choice such as stance"
    )
    made.add_argument(
        "--seed", type=int, default=0, metavar="N", help="what makes a split repeatable (default: %(default)s)"
    )
    made.add_argument("--stratify", metavar="FIELD", help="spread articles by their most frequent answer")
    made.add_argument("--random-split", action="store_true", help="split by single article; what leaks is counted")
    made.add_argument("--soft", action="store_true", help="one distribution over all annotators instead of each one's")
    made.add_argument("--unfinished", action="store_true", help="take articles that are not done, too")
    made.add_argument("--pseudonyms", action="store_true", help="replace the names of annotators")
    made.add_argument("--licence", default="", metavar="L", help="the licence that the card states")
