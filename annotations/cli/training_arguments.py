"""The options of `export` for splits, task views and related features."""

from argparse import ArgumentParser


def splits(export: ArgumentParser) -> None:
    """Add the options to the command."""
    made = export.add_argument_group("training data", "with --split or --task, OUT is a folder")
    made.add_argument(
        "--split", metavar="80/10/10", help="shares of train, dev and test; copies of an article stay in one split"
    )
    made.add_argument(
        "--task", metavar="T", help="ner, spancat, claim-detection, attribution, or a choice such as stance"
    )
    made.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="random seed; the same seed gives the same split (default: %(default)s)",
    )
    made.add_argument(
        "--stratify", metavar="FIELD", help="balance the splits by the most frequent answer in each article"
    )
    made.add_argument(
        "--random-split", action="store_true", help="split article by article, ignoring copies; leaks are counted"
    )
    made.add_argument(
        "--soft", action="store_true", help="export the distribution over all annotators instead of single answers"
    )
    made.add_argument("--unfinished", action="store_true", help="include articles that are not done")
    made.add_argument("--pseudonyms", action="store_true", help="replace annotators' names with codes")
    made.add_argument("--licence", default="", metavar="L", help="the licence to state in the card")
