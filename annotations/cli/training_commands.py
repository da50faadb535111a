"""The commands for training data: export with splits, and verify."""

from argparse import Namespace
from contextlib import closing

from annotations.cli.printing import print_json
from annotations.cli.terminal import print_message
from annotations.display import many
from annotations.operations.exporting import choose_annotators, people_of, records
from annotations.project import open_project


def export_splits(options: Namespace) -> int:
    """Write a folder of labelled data with splits, and check it."""
    from annotations.training.folder import Order, write_folder

    said = {name: getattr(options, name) for name in Order._fields if getattr(options, name, None)}
    order = Order(**said, **({"shares": options.split} if options.split else {}))
    with closing(open_project(options.file)) as project:
        chosen = choose_annotators(project, options.annotator, gold=options.gold) or people_of(project)
        manifest = write_folder(options.out, lambda: records(project, chosen), project.scheme, order)
    if options.json:
        print_json(manifest)
        return 0
    for name, counts in manifest["splits"].items():
        kinds = [kind for kind in ("article", "annotation", "example") if f"{kind}s" in counts]
        print(f"{name}: {', '.join(many(counts[f'{kind}s'], kind) for kind in kinds)}")
    leak = manifest["leak"]
    if leak["groups"]:
        groups, articles = many(leak["groups"], "group"), many(leak["articles"], "article")
        print(f"In more than one split: {groups} of copies ({articles}).")
    print(f"Written to {options.out} and verified. See README.md there for the next step.")
    return 0


def verify(options: Namespace) -> int:
    """Check a folder of labelled data. Exit 1 if there are problems."""
    from annotations.training.verifying import findings

    found = list(findings(options.folder))
    if options.json:
        print_json({"folder": str(options.folder), "sound": not found, "findings": [f._asdict() for f in found]})
    else:
        print("\n".join(f"{f.name}: {f.sentence}" for f in found) or f"{options.folder} has no problems.")
    if found:
        print_message(f"{many(len(found), 'finding')}. Export again, or restore an intact copy.")
    return 1 if found else 0
