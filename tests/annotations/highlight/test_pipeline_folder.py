"""A folder that is no sound pipeline is refused with the file and the line that are wrong."""

import json
from pathlib import Path

import pytest

from annotations.errors import PipelineUnavailable
from annotations.highlight.pipeline_choice import Choice
from annotations.highlight.pipelines import load_pipeline

SECTION = '[nlp]\nlang = "en"\npipeline = []\n'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("meta.json", b'{\n"lang": "en",\n"name": "x', "meta.json, line 3: This is not well-formed JSON."),
        ("meta.json", b"", "meta.json, line 1: This is not well-formed JSON."),
        ("meta.json", b'{"lang":\n"\xff"}', "meta.json, line 2: This is not UTF-8 text."),
        ("meta.json", b"[1]", "meta.json, line 1: This is JSON, but not an object"),
        ("meta.json", b"[" * 200_000, "meta.json: This is nested too deeply"),
        ("meta.json", b'{"lang": "en", "version": 7}', "meta.json: The value of “version” is not a text."),
        ("config.cfg", f"{SECTION}{SECTION}".encode(), "config.cfg, line 4: There is a second section “nlp”."),
        ("config.cfg", b"[nlp]\nlang = 1\nlang = 2\n", "config.cfg, line 3: There is a second value of “lang”."),
        ("config.cfg", b"\nlang = 1\n[nlp]\n", "config.cfg, line 2: A section such as [nlp] must come first."),
        ("config.cfg", b"[nlp]\nlang = 1\n\nwhat is this\n", "config.cfg, line 4: This is neither a section"),
        ("config.cfg", b"[nlp]\n\nlang = \xe9\n", "config.cfg, line 3: This is not UTF-8 text."),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tiny: Path, name: str, content: bytes, told: str) -> None:
    (tiny / name).write_bytes(content)
    with pytest.raises(PipelineUnavailable) as refused:
        load_pipeline(Choice(str(tiny)))
    assert str(refused.value).startswith(f"{tiny / told}")
    assert "\n" not in str(refused.value)


def test_a_file_of_an_absurd_size_is_not_read(tiny: Path) -> None:
    with (tiny / "config.cfg").open("r+b") as file:
        file.truncate(20_000_000)
    with pytest.raises(PipelineUnavailable, match=r"config\.cfg: This file is far too large"):
        load_pipeline(Choice(str(tiny)))


def test_a_description_may_say_anything_else(tiny: Path) -> None:
    meta = json.loads((tiny / "meta.json").read_text())
    odd = {"license": ["x"], "performance": [None], "labels": "x", "sources": 3}
    (tiny / "meta.json").write_text(json.dumps(meta | odd))
    assert load_pipeline(Choice(str(tiny))).labels
