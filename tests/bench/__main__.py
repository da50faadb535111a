"""`make bench`: measure the program beside the plain way to do the same, in one run, and print one table.

The program is measured as it is, with real files in a temporary folder and a window without a screen. Bars are ratios
wherever there is something to compare with, since seconds differ between machines.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from measuring import Row

    Measures = dict[str, Callable[[], list[Row]]]

PARTS = (
    "start",
    "window",
    "tag",
    "occurrences",
    "read",
    "stalls",
    "queue",
    "search",
    "import",
    "export",
    "highlight",
    "agreement",
    "peers",
    "many",
    "bytes",
    "plans",
)
FEW = 100
PEERS = 2_000
MANY = 50_000
AGREEING = 10  # one article in as many has been done by two people


def main() -> int:
    """Measure what is asked for, and print it."""
    options = _options()
    if not Path("/proc/self/smaps_rollup").exists():
        print("The benchmark asks Linux how much memory is used, so it runs on Linux only.", file=sys.stderr)
        return 0
    folder = Path(tempfile.mkdtemp(prefix="claimdesk-bench-", dir=options.folder))
    try:
        _be_nobody(folder)
        rows = _measured(folder, options)
    finally:
        shutil.rmtree(folder)
    _print(rows, as_json=options.json)
    load, processors = os.getloadavg()[1], os.cpu_count() or 1
    if load > processors:
        busy = f"load {load:.1f} on {processors} processors"
        print(f"This machine was busy ({busy}): seconds are too high.", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Claimdesk beside the plain way to do the same.")
    parser.add_argument("--quick", action="store_true", help="1,000 articles instead of 10,000, to try it out")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--peers", type=int, default=PEERS, metavar="N", help=f"peers' articles (default: {PEERS:,})")
    parser.add_argument("--many", type=int, default=MANY, metavar="N", help=f"short articles (default: {MANY:,})")
    parser.add_argument("--only", nargs="+", choices=PARTS, metavar="PART", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--folder", help="where to make the temporary folder, to measure another disk")
    return parser.parse_args()


def _be_nobody(folder: Path) -> None:
    """Use settings of the temporary folder, and a screen that only Qt knows of. Must come before Qt is imported."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(folder / "home")
    screen = folder / "screen.json"
    screen.write_text(json.dumps({"screens": [{"name": "none", "x": 0, "y": 0, "width": 1920, "height": 1080}]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as it is for users, who do not compile at every start
    os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # what the offscreen platform cannot do
    from material import PERSON

    from desktop.settings import Settings

    Settings().annotator = PERSON
    Settings().highlight_opened = Settings().offer_names = False  # nothing runs beside what is measured


def _measured(folder: Path, options: argparse.Namespace) -> "list[Row]":
    import material
    from measuring import told

    large, small, rows = folder / "large.claimdesk", folder / "small.claimdesk", list["Row"]()
    count, parts = 1_000 if options.quick else 10_000, options.only or PARTS
    if {"start", "window", "tag", "occurrences", "export"} & set(parts):
        _say(f"making {count:,} annotated articles")
        begin = time.perf_counter()
        material.annotated_project(large, count).close()
        rate = count / (time.perf_counter() - begin)
        rows.append(told("import of annotated articles (60 names, 20 claims)", f"{rate:,.0f} articles/s"))
        material.annotated_project(small, FEW).close()
    measures, found = _measures(folder, large, small, count) | _corpus_measures(folder, options), list["Row"]()
    for name in parts:
        _say(f"measuring: {name}")
        found += measures[name]()
    return found + rows


def _measures(folder: Path, large: Path, small: Path, count: int) -> "Measures":
    import agreement
    import files
    import highlighting
    import large as large_things
    import occurring
    import stalls
    import starting
    import working

    return {
        "start": lambda: starting.rows(large, folder, count),
        "window": lambda: working.rows(large, small, count, FEW),
        "tag": lambda: files.tagging(large, folder),
        "occurrences": lambda: occurring.rows(large, count),
        "read": lambda: large_things.reading(folder),
        "stalls": lambda: stalls.rows(folder),
        "queue": lambda: large_things.queueing(folder, 100 * count),
        "search": lambda: large_things.searching(folder, 10 * count),
        "import": lambda: files.importing(folder, count),
        "export": lambda: files.exporting(large, folder, count),
        "highlight": highlighting.rows,
        "agreement": lambda: agreement.rows(count // 5),
    }


def _corpus_measures(folder: Path, options: argparse.Namespace) -> "Measures":
    import many
    import many_agreement
    import peers
    import plans
    import stored_bytes

    count, short = (1_000, 2 * many.FEW) if options.quick else (options.peers, options.many)
    return {
        "peers": lambda: peers.rows(folder, count),
        "many": lambda: many.rows(folder, short) + many_agreement.rows(folder, short // AGREEING),
        "bytes": lambda: stored_bytes.rows(folder, count),
        "plans": lambda: plans.rows(folder, count),
    }


def _say(words: str) -> None:
    print(f"{words} …", file=sys.stderr, flush=True)


def _print(rows: "list[Row]", *, as_json: bool) -> None:
    from measuring import print_table

    if as_json:
        print(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=2))
    else:
        print_table(rows)


if __name__ == "__main__":
    sys.exit(main())
