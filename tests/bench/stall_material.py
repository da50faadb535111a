"""What is very large in one way: an article of 20,000 marks, a paragraph of 5 MB, a scheme of hundreds of labels."""

import random
from pathlib import Path
from typing import Any

import material

from annotations.scheme import Scheme, load_scheme

MANY, FEW = 20_000, 20
LONG = 5_000_000
LABELS, FIELDS, VALUES = 300, 30, 10


def marked(count: int) -> list[dict[str, Any]]:
    """An article with a name and a claim of one's own in each sentence, some marks in all."""
    text, marks = "", list[dict[str, Any]]()
    parts, position = list[str](), 0
    for number, one in enumerate(_sentences(max(count // 2, 20))):
        start, end = position + one.start, position + one.end
        name = {"id": f"n{number}", "layer": "entity", "start": start, "end": end, "label": one.label}
        claim = {"id": f"c{number}", "layer": "claim", "start": position, "end": position + len(one.text) - 1}
        marks += [name | {"text": one.text[one.start : one.end]}, claim | {"text": one.text[:-1]}]
        parts.append(one.text + (" " if number % 4 < 3 else "\n\n"))
        position += len(parts[-1])
    text = "".join(parts)
    return [{"article": "a", "title": "A", "text": text, "annotator": material.PERSON, "annotations": marks[:count]}]


def long_paragraph(characters: int) -> list[dict[str, Any]]:
    """An article of one paragraph."""
    return [{"article": "a", "title": "A", "text": " ".join(one.text for one in _sentences(characters // 65))}]


def _sentences(count: int) -> list[material.Sentence]:
    dice = random.Random(material.SEED)
    return [next(material.sentences(dice, 100)) for _ in range(count)]


def wide_scheme(folder: Path) -> Scheme:
    """A scheme of one layer with hundreds of labels and of values."""
    lines = ['name = "wide"', "version = 1", 'title = "Wide"', 'definition = "Many labels."', "[[layers]]"]
    lines += ['name = "claim"', 'title = "Claims"', 'kind = "span"', 'key = "Space"', 'style = "bar"']
    lines += ['overlap = "any"', 'definition = "Claims."']
    for label in range(LABELS):
        lines += ["[[layers.labels]]", f'name = "L{label}"', f'title = "Label {label}"', 'colour = "teal"']
        lines += [f'definition = "What label {label} means."']
    for field in range(FIELDS):
        lines += ["[[layers.fields]]", f'name = "f{field}"', f'title = "Field {field}"', 'kind = "choice"']
        lines += ['scale = "nominal"', f'definition = "What field {field} asks."']
        for value in range(VALUES):
            lines += ["[[layers.fields.values]]", f'name = "v{value}"', f'title = "Value {value}"']
            lines += [f'definition = "What value {value} means."']
    path = folder / "wide.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return load_scheme(str(path))
