"""The labelling configuration: read its controls from XML, and write it for a scheme."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from annotations.errors import ImportFailed
from annotations.exchange.external import ExternalLabel
from annotations.files.opening import opened
from annotations.scheme import Field, Layer, Scheme

LARGEST = 1 << 20
TEXT = "text"
YES, NO = "yes", "no"
BAR = "%7C"
"""Replaces `|` in the name of a layer."""
_LABELS = {"labels", "hypertextlabels", "paragraphlabels"}
_QUESTIONS = {"choices", "textarea", "rating", "taxonomy", "number", "datetime"}


class Config(NamedTuple):
    """Names of controls with their labels or choices, and the key of the data that contains the text."""

    text_key: str = ""
    labels: dict[str, tuple[ExternalLabel, ...]] = {}
    choices: dict[str, tuple[ExternalLabel, ...]] = {}

    def declared(self) -> Iterator[ExternalLabel]:
        """Its labels and choices."""
        for offered in (*self.labels.values(), *self.choices.values()):
            yield from offered


def config_for(path: Path, given: Path | None, controls: set[str]) -> Config:
    """Read the given configuration, or one next to the file that has all of some controls. None if there is none."""
    if given is not None:
        found = read_config(given)
        if found is None:
            raise ImportFailed(f"{given} is not a labelling configuration: it should be XML that begins with <View>.")
        return found
    fitting = []
    for candidate in sorted(path.parent.glob("*.xml"))[:50]:
        found = read_config(candidate)
        if found is not None and controls and controls <= {*found.labels, *found.choices}:
            fitting.append(found)
    return fitting[0] if len(fitting) == 1 else Config()


def read_config(path: Path) -> Config | None:
    """Read a configuration. None if the file is not one."""
    with opened(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return None
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - there are no entities to expand in it
    except ElementTree.ParseError:
        return None
    return _config(root) if root.tag.lower() == "view" else None


def _config(root: ElementTree.Element) -> Config:
    text_key, labels, choices = "", dict[str, tuple[ExternalLabel, ...]](), dict[str, tuple[ExternalLabel, ...]]()
    questions = []
    for element in root.iter():
        tag, name = str(element.tag).lower(), element.get("name", "")
        if tag in _LABELS:
            labels[name] = tuple(label._replace(layer=name) for label in _offered(element, "label"))
        elif tag in _QUESTIONS:
            questions.append((element, name))
        elif tag in ("text", "hypertext") and element.get("value", "").startswith("$"):
            text_key = text_key or element.get("value", "")[1:]
    for element, name in questions:
        offered = _offered(element, "choice") if str(element.tag).lower() == "choices" else ()
        layers = _asked_in(element, list(labels))
        choices[name] = tuple(_choice(choice, name, layer) for choice in offered for layer in layers)
    return Config(text_key, labels, choices)


def _asked_in(element: ElementTree.Element, layers: list[str]) -> list[str]:
    """The layers whose regions have a question. One without a name if the question is about the text."""
    if element.get("perRegion", "").lower() != "true":
        return [""]
    named = [name.strip() for name in element.get("whenTagName", "").split(",")]
    return [name for name in named if name in layers] or layers or [""]


def _choice(choice: ExternalLabel, name: str, layer: str) -> ExternalLabel:
    field = plain_name(name, layer)
    return choice._replace(layer=layer, field=field, kind="span" if layer else "document")


def _offered(element: ElementTree.Element, tag: str) -> Iterator[ExternalLabel]:
    for child in element.iter():
        if str(child.tag).lower() == tag:
            shown, name = child.get("value") or "", child.get("alias") or child.get("value") or ""
            look = {"colour": child.get("background") or "", "key": child.get("hotkey") or ""}
            yield ExternalLabel(name, title=shown if shown != name else "", **look)  # type: ignore[arg-type]


def plain_name(name: str, layer: str) -> str:
    """The name of a question without its layer, which our configurations put in front."""
    return name.removeprefix(f"{layer}_") if layer else name


# -- writing


def control(layer: str, field: str) -> str:
    """The name of the control for a layer's question."""
    return f"{layer}_{field}"


def config_xml(scheme: Scheme) -> str:
    """The configuration for a scheme in Label Studio: a row of labels, questions for each region, relations."""
    roles = dict.fromkeys(role.name for layer in scheme.layers for role in layer.links if role.to)
    lines = ["<View>"]
    if roles:
        lines += ["  <Relations>", *(f"    <Relation value={quoteattr(role)}/>" for role in roles), "  </Relations>"]
    spans = [layer for layer in scheme.layers if layer.kind == "span"]
    for layer in spans:
        names = [value.name for value in layer.labels] or [layer.name]
        lines.append(f'  <Labels name={quoteattr(layer.name)} toName="{TEXT}">')
        lines += [f"    <Label value={quoteattr(name)}/>" for name in names]
        lines.append("  </Labels>")
    lines.append(f'  <Text name="{TEXT}" value="${TEXT}"/>')
    for layer in scheme.layers:
        lines += [line for field in layer.fields for line in _question(layer, field)]
    return "\n".join([*lines, "</View>", ""])


def _question(layer: Layer, field: Field) -> Sequence[str]:
    names = f'name={quoteattr(control(layer.name, field.name))} toName="{TEXT}"'
    where = f' perRegion="true" whenTagName={quoteattr(layer.name)}' if layer.kind == "span" else ""
    if field.kind == "text":
        return [f"  <TextArea {names}{where}/>"]
    answers = [YES, NO] if field.kind == "flag" else [value.name for value in field.values]
    choices = [f"    <Choice value={quoteattr(answer)}/>" for answer in answers]
    return [f'  <Choices {names}{where} choice="single">', *choices, "  </Choices>"]
