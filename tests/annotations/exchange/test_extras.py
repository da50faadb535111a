"""Formats whose library is not installed say how to get it."""

import sys
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError
from annotations.exchange.formats import FORMATS, format_named
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.reading import read_file
from annotations.exchange.records import ImportNote, Record
from annotations.model import Article
from annotations.scheme import load_scheme

LIBRARIES = {"parquet": "pyarrow", "formats": "cassis"}
NEEDING = [known.name for known in FORMATS if known.extra in LIBRARIES]


@pytest.mark.parametrize("name", NEEDING)
def test_a_format_without_its_library_says_how_to_get_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = format_named(name)
    assert known.write is not None
    monkeypatch.setitem(sys.modules, LIBRARIES[known.extra], None)
    told = rf"pip install 'claimdesk\[{known.extra}\]'"
    with pytest.raises(ClaimdeskError, match=told):
        known.write(tmp_path / "out", [Record(Article(text="Ana"))], load_scheme("news-claims"), NO_OPTIONS)
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_the_library_that_reads_it_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, library, content in (("uima-json", "cassis", b"{}"), ("parquet", "pyarrow", b"PAR1")):
        path = tmp_path / name
        path.write_bytes(content)
        with monkeypatch.context() as without:
            without.setitem(sys.modules, library, None)
            (remark,) = read_file(path, format_named(name))
            assert isinstance(remark, ImportNote)
            assert "Install it with: pip install" in remark.sentence
