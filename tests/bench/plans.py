"""The ten most frequent queries of a session of reading, tagging, searching and filtering, with their plans."""

from pathlib import Path

import peers_material as corpus
from measuring import Row, told
from peers import import_whole
from sessions import in_process

WIDTH = 110


def rows(folder: Path, count: int) -> list[Row]:
    """Work in the window on the peers' corpus, and tell the queries."""
    source, project = folder / "plans.jsonl", folder / "plans.claimdesk"
    corpus.write_jsonl(source, count)
    import_whole(source, project, count * corpus.PEERS.marks)
    total, found = in_process("plans_session.py", project)
    source.unlink()
    project.unlink()
    out = [told("statements of a session: 45 articles read, 100 tags, 5 searches, 4 filters", f"{total:,}")]
    for times, words, plan in found:
        out.append(told(f"    {words if len(words) <= WIDTH else words[: WIDTH - 1] + '…'}", f"{times:,} times"))
        out += [told(f"        {line}", "") for line in plan]
    return out
