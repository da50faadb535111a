"""Colours and keys that label lists and configurations of other programs give, in the scheme made from them."""

from pathlib import Path

import orjson
import pytest

from annotations.exchange.colours import colour_of
from annotations.exchange.external import ExternalLabel
from annotations.exchange.mapping.keys import OF_WINDOW
from annotations.exchange.mapping.schemes import scheme_of
from annotations.importing import made_from_files, scheme_from_files
from annotations.scheme import Layer, load_scheme, scheme_from_json, scheme_to_json, with_remarks

CONFIG = """<?xml version="1.0"?>
<!-- ours --><View>
  <Labels name="who" toName="text">
    <Label value="Person" background="#FFA39E" hotkey="p"/>
    <Label value="Firm" alias="ORG" background="rgba(255, 204, 0, 0.5)" hotkey="ctrl+o"/>
    <Label value="Место" background="darkorange"/>
  </Labels>
  <Text name="text" value="$text"/>
  <Choices name="who_sure" toName="text" perRegion="true" whenTagName="who">
    <Choice value="yes" hotkey="1"/><Choice value="no" background="red"/><Choice value="unclear" hotkey="2"/>
  </Choices>
  <Choices name="topic" toName="text"><Choice value="sport" background="#0a0"/><Choice value="news"/></Choices>
</View>"""


def _made(path: Path) -> tuple[Layer, ...]:
    scheme = scheme_from_files([str(path)])
    keys = [label.key for layer in scheme.layers for label in layer.labels if label.key]
    keys += [value.key for layer in scheme.layers for field in layer.fields for value in field.values if value.key]
    assert len(set(keys)) == len(keys)
    assert not {*keys} & {field.key for layer in with_remarks(scheme).layers for field in layer.fields if field.key}
    return scheme.layers


def _looks(layer: Layer) -> list[tuple[str, str, str]]:
    return [(label.name, label.colour, label.key) for label in layer.labels]


def test_doccano(tmp_path: Path) -> None:
    labels = [
        {"text": "PER", "prefix_key": None, "suffix_key": "p", "background_color": "#209CEE", "text_color": "#ffffff"},
        {"text": "FIRM", "prefix_key": "ctrl", "suffix_key": "o", "background_color": "#ffcc00"},
        {"text": "PLACE", "suffix_key": "p", "background_color": "none of them"},
        {"text": "DAY", "suffix_key": "d", "background_color": ""},
        {"text": "knows", "background_color": "#123456", "task_type": "Relation"},
        {"text": "sport", "suffix_key": 1, "background_color": "#fff", "task_type": "Category"},
    ]
    (tmp_path / "label_config.json").write_bytes(orjson.dumps(labels))
    spans, article = _made(tmp_path / "label_config.json")
    per, firm, place, day = _looks(spans)
    assert (per, firm) == (("PER", "#209cee", "Shift+P"), ("FIRM", "#ffcc00", "Shift+O"))
    assert (place[0], place[2], day[2]) == ("PLACE", "Shift+L", "D")
    assert place[1]
    assert [(role.name, role.to) for role in spans.links] == [("knows", ("span",))]
    assert [(v.name, v.colour, v.key) for v in article.fields[0].values] == [("sport", "#ffffff", "1")]


def test_label_studio(tmp_path: Path) -> None:
    (tmp_path / "config.xml").write_text(CONFIG, encoding="utf-8")
    who, article = _made(tmp_path / "config.xml")
    assert [(*look[:2], title.title) for look, title in zip(_looks(who), who.labels, strict=True)] == [
        ("Person", "#ffa39e", "Person"),
        ("ORG", "#ffcc00", "Firm"),
        ("Место", "#ff8c00", "Место"),
    ]
    assert [label.key for label in who.labels] == ["Shift+P", "Shift+O", "Shift+A"]
    [sure], [topic] = who.fields, article.fields
    assert (sure.name, sure.kind) == ("sure", "choice")
    assert [(v.name, v.key) for v in sure.values] == [("yes", "1"), ("no", ""), ("unclear", "2")]
    assert [(v.name, v.colour) for v in topic.values] == [("sport", "#00aa00"), ("news", "")]


def test_label_studio_beside_its_tasks(tmp_path: Path) -> None:
    region = {"id": "r", "type": "labels", "from_name": "who", "value": {"start": 0, "end": 3, "labels": ["ORG"]}}
    sure = {"id": "r", "type": "choices", "from_name": "who_sure", "value": {"choices": ["yes"]}}
    topic = {"id": "t", "type": "choices", "from_name": "topic", "value": {"choices": ["news"]}}
    task = {"id": 1, "data": {"text": "Ana"}, "annotations": [{"id": 1, "result": [region, sure, topic]}]}
    (tmp_path / "config.xml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "tasks.json").write_bytes(orjson.dumps([task]))
    who, article = _made(tmp_path / "tasks.json")
    assert [label.name for label in who.labels] == ["Person", "ORG", "Место"]
    assert [value.name for value in who.fields[0].values] == ["yes", "no", "unclear"]
    assert [(field.name, [v.name for v in field.values]) for field in article.fields] == [("topic", ["sport", "news"])]


def test_labelbuddy(tmp_path: Path) -> None:
    labels = [{"name": "PER", "color": "#AEC7E8", "shortcut_key": "g"}, {"name": "ORG", "color": "gold"}]
    (tmp_path / "labels.json").write_bytes(orjson.dumps(labels))
    [layer] = _made(tmp_path / "labels.json")
    assert _looks(layer) == [("PER", "#aec7e8", "G"), ("ORG", "#ffd700", "Shift+O")]


def test_refi(tmp_path: Path) -> None:
    code = '<Code guid="8f0a3c1e-0000-4000-8000-00000000000{}" name="{}" isCodable="true" color="{}"/>'
    codes = code.format(1, "PER", "#209cee") + code.format(2, "ORG", "#FFCC00")
    book = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>{codes}</Codes></CodeBook>'
    (tmp_path / "codes.qdc").write_text(book)
    [layer] = _made(tmp_path / "codes.qdc")
    assert _looks(layer) == [("ORG", "#ffcc00", "Shift+O"), ("PER", "#209cee", "Shift+P")]


def test_brat(tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text(
        "# types\n[entities]\n!Thing\n\tPerson\n\tFirm\n-----\n[relations]\nowns Arg1:Firm, Arg2:Firm\n"
        "<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n[events]\n<X>=A|B\nTalk Who:Person\n[attributes]\n"
    )
    (tmp_path / "visual.conf").write_text(
        "[labels]\nFirm | Company | Co\n[drawing]\nSPAN_DEFAULT fgColor:black, bgColor:lightgreen\n"
        "Person bgColor:#ffccaa\nFirm\tfgColor:black, bgColor: Gold, borderColor:darken\nARC_DEFAULT color:black\n"
    )
    (tmp_path / "kb_shortcuts.conf").write_text("A Person\nB\tPerson\nX Firm\n")
    (tmp_path / "a.txt").write_text("Ana speaks")
    (tmp_path / "a.ann").write_text("T1\tPerson 0 3\tAna\n")
    [layer] = _made(tmp_path)
    assert [look[0] for look in _looks(layer)] == ["Person", "Firm", "Talk"]
    assert _looks(layer)[:2] == [("Person", "#ffccaa", "A"), ("Firm", "#ffd700", "X")]
    assert layer.labels[1].title == "Company"


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ("#FC0", "#ffcc00"),
        ("#fc08", "#ffcc00"),
        ("#ffcc0080", "#ffcc00"),
        ("rgb(100%, 80%, 0%)", "#ffcc00"),
        ("rgb(255 204 0 / 50%)", "#ffcc00"),
        ("Rebecca", ""),
        ("Gray", "grey"),
        ("red", "red"),
        ("black", "#000000"),
        ("#ffcc", "#ffffcc"),
        ("#ffcc0", ""),
        ("rgb(1, 2)", ""),
        ("url(x)", ""),
        (None, ""),
    ],
)
def test_colours(said: object, colour: str) -> None:
    assert colour_of(said) == colour


def test_no_key_is_one_of_the_windows() -> None:
    given = [
        ExternalLabel(f"label {letter}", key=letter, colour="#123456")
        for letter in "abcdefghijklmnopqrstuvwxyz0123456789"
    ]
    scheme = scheme_of(given, "x", load_scheme("news-claims").statuses)
    keys = [label.key for label in scheme.layers[0].labels]
    assert len(set(keys)) == len(keys) == 36
    assert not OF_WINDOW & {*keys}


def test_a_taken_look_is_kept(tmp_path: Path) -> None:
    (tmp_path / "config.xml").write_text(CONFIG, encoding="utf-8")
    scheme = scheme_from_files([str(tmp_path / "config.xml")])
    assert scheme_from_json(scheme_to_json(scheme)) == scheme


def test_a_colour_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    labels = [
        {"text": name, "background_color": colour, "suffix_key": None}
        for name, colour in (
            ("PER", "#209cee"),
            ("WHO\x1b", "hsl(0, 1, 1)"),
            ("DAY", ""),
            ("X", "?"),
            ("Y", "?"),
            ("Z", "?"),
        )
    ]
    (tmp_path / "labels.json").write_bytes(orjson.dumps(labels))
    made = made_from_files([str(tmp_path / "labels.json")])
    (remark,) = made.remarks
    assert remark.startswith("The colour of 4 labels cannot be read, so Claimdesk chose another: ")
    assert '“WHO\\x1b” ("hsl(0, 1, 1)")' in remark
    assert remark.endswith(" and 1 more.")
    assert all(label.colour for label in made.scheme.layers[0].labels)


def test_nothing_is_said_of_colours_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_bytes(
        orjson.dumps([{"text": "PER", "background_color": "gold", "suffix_key": "p"}])
    )
    assert made_from_files([str(tmp_path / "labels.json")]).remarks == ()
