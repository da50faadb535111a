"""A user's scheme file: what is read, and the sentence and line told for each thing that is wrong."""

import json
import re
import subprocess
import sys

import pytest

from annotations.errors import SchemeError
from annotations.scheme import Field, Layer, LinkRole, Scheme, Value, load_scheme, scheme_to_json
from annotations.scheme.source import SHAPE

SMALL = """\
name = "places"
version = 2
title = "Places"

[[layers]]
name = "place"
title = "Places"
kind = "span"

[[layers.labels]]
name = "TOWN"
title = "Town"
key = "Shift+T"
colour = "teal"

[[layers.labels]]
name = "RIVER"
title = "River"
key = "Shift+R"
colour = "#1e90ff"

[[layers.fields]]
name = "size"
title = "Size"
kind = "choice"
scale = "ordinal"
default = "big"
values = [
    { name = "small", title = "Small", key = "1", score = 1 },  # a comment with ] and "
    { name = "big", title = "Big", key = "2", score = 2.5 },
    { name = "unknown", title = "Unknown", key = "3", missing = true },
]

[[layers.links]]
name = "in"
title = "Lies in"
key = "I"
to = ["place"]
words = true
kinds = { place = "place", words = "elsewhere" }
"""


@pytest.fixture
def write(tmp_path):
    def to_file(content):
        path = tmp_path / "my.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return to_file


def test_a_small_scheme_is_read(write):
    scheme = load_scheme(write(SMALL))
    layer = scheme.layer("place")
    assert (scheme.name, scheme.version, layer.label("RIVER").colour) == ("places", 2, "#1e90ff")
    assert [value.score for value in layer.field("size").values] == [1, 2.5, None]
    assert layer.link("in") == LinkRole(
        "in", "Lies in", "I", False, ("place",), True, (), {"place": "place", "words": "elsewhere"}
    )


@pytest.mark.parametrize("name", ["Местность", "機構", "Ville d'État", "1st town/city", "حزب", "🔥", "स्थान"])
def test_names_are_words_of_any_script(write, name):
    scheme = load_scheme(write(SMALL.replace('"place"', f'"{name}"').replace("place =", f'"{name}" =')))
    assert scheme.layers[0].name == name
    assert scheme.layers[0].links[0][4:8] == ((name,), True, (), {name: name, "words": "elsewhere"})


def test_letters_and_accents_typed_apart_are_the_same_name(write):
    composed, decomposed = (write(SMALL.replace("TOWN", name)) for name in ("CITÉ", "CITE\u0301"))
    assert load_scheme(decomposed) == load_scheme(composed)
    with pytest.raises(SchemeError, match="two labels named CITÉ"):
        load_scheme(write(SMALL.replace("TOWN", "CITÉ").replace("RIVER", "CITE\u0301")))


def test_a_scheme_without_statuses_gets_the_usual_ones(write):
    assert load_scheme(write(SMALL)).statuses == load_scheme("news-claims").statuses


@pytest.mark.parametrize("mangle", [lambda raw: b"\xef\xbb\xbf" + raw, lambda raw: raw.replace(b"\n", b"\r\n")])
def test_a_file_saved_on_windows_reads_the_same(write, mangle):
    assert load_scheme(write(mangle(SMALL.encode()))) == load_scheme(write(SMALL))


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ('title = "Town"', 'titel = "Town"', 12, "A label has no key titel; did you mean title?"),
        ('title = "Town"', 'zzz = "Town"', 12, "A label has no key zzz: the keys are name, title, definition, key"),
        ('title = "Town"\n', "", 10, "The label has no title."),
        ('name = "RIVER"\n', "", 16, "The label has no name."),
        ('title = "Small", ', "", 29, "The value has no title."),
        (
            'title = "River"',
            'title = " "',
            18,
            "The title of a label must be text in quotation marks that is not empty.",
        ),
        ("version = 2\n", "", 1, "The scheme has no version."),
        ("version = 2", "version = 0", 2, "The version of a scheme must be a whole number of at least 1."),
        ("version = 2", "version = true", 2, "The version of a scheme must be a whole number of at least 1."),
        ("version = 2", 'version = "2"', 2, "The version of a scheme must be a whole number of at least 1."),
        ('name = "RIVER"', 'name = "TOWN"', 17, "There are two labels named TOWN."),
        ('name = "big"', 'name = "small"', 30, "There are two values named small."),
        ('"Shift+R"', '"Shift+T"', 19, "RIVER has the key Shift+T, but TOWN already has it: choose another."),
        ('key = "I"', 'key = "Shift+R"', 37, "in has the key Shift+R, but RIVER already has it: choose another."),
        ('key = "2"', 'key = "1"', 30, "big has the key 1, but small already has it: choose another."),
        ('key = "I"', 'key = "Umlaut+I"', 37, "The key of a link must be a key such as A, 1, Space, F2,"),
        (
            'to = ["place"]',
            'to = ["place", "sea"]',
            38,
            "in points to a layer sea that is not in the scheme: it has place.",
        ),
        ('to = ["place"]', 'to = "place"', 38, 'The to of a link must be a list of texts such as ["one", "two"].'),
        (
            'to = ["place"]\nwords = true\nkinds',
            "#",
            34,
            "in has no possible target: set to, words = true or constants.",
        ),
        ("words = true", "words = false", 40, "in cannot point to words, so it has no kind: it points to place."),
        (", score = 2.5", "", 30, "The scale of size is ordinal: give big a score, or set missing = true."),
        ("score = 2.5", "score = nan", 30, "The score of a value must be a number."),
        (
            'default = "big"',
            'default = "huge"',
            27,
            "The default huge of size is not among its values: small, big, unknown.",
        ),
        ('name = "TOWN"', 'name = " town"', 11, "The name of a label must be one line of text in any script"),
        ('name = "TOWN"', 'name = "to\\twn"', 11, "The name of a label must be one line of text in any script"),
        ('name = "TOWN"', 'name = ""', 11, "The name of a label must be one line of text in any script"),
        ('"teal"', '"mauve"', 14, "The colour of a label must be #rrggbb or one of red, orange, amber"),
        ('"#1e90ff"', '"#1e90f"', 20, "The colour of a label must be #rrggbb or one of red, orange, amber"),
        ('kind = "span"', 'kind = "spam"', 8, "The kind of a layer must be one of span, document."),
        ('kind = "choice"', 'kind = "flag"', 25, "size has values, so its kind must be choice."),
        ("missing = true", "missing = 1", 31, "The missing of a value must be true or false."),
        ("[[layers]]", "[layers]", 5, "Write each layer as a table under [[layers]]."),
        ('title = "Places"\n\n', "title =\n\n", 3, "This is not TOML: invalid value."),
        ('title = "Places"\n\n', 'title = "Places\n\n', 3, "This is not TOML: illegal character"),
    ],
)
def test_a_mistake_is_told_with_its_line(write, old, new, line, sentence):
    path = write(SMALL.replace(old, new, 1))
    with pytest.raises(SchemeError, match=re.escape(sentence)) as told:
        load_scheme(path)
    assert re.match(re.escape(f"{path}, line {line}") + "[:,]", str(told.value))


HEAD = 'name = "n"\nversion = 1\ntitle = "N"\n'
LAYER = '[[layers]]\nname = "l"\ntitle = "L"\nkind = "span"\n'
FIELD = '[[layers.fields]]\nname = "f"\ntitle = "F"\n'
STATUS = '[[statuses]]\nname = "{0}"\ntitle = "T"\n'


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "The file is empty; a scheme begins with name, version and title"),
        ("# only a comment\n", 1, "The file is empty"),
        (HEAD, 1, "The scheme has no layers."),
        (HEAD + "layers = []", 4, "A scheme needs at least one layer: add one under [[layers]]."),
        (HEAD + "layers = [1]", 4, "Write each layer as a table under [[layers]]."),
        (HEAD + LAYER + FIELD + 'kind = "choice"', 8, "The choice f has no values"),
        (
            HEAD + LAYER + FIELD + 'kind = "flag"\ndefault = "no"',
            12,
            "The default of the flag f must be true or false.",
        ),
        (
            HEAD + LAYER + FIELD + 'kind = "text"\ndefault = 1',
            12,
            "The default of the text f must be in quotation marks.",
        ),
        (HEAD + LAYER + FIELD + 'kind = "flag"\nscale = "ordinal"', 12, "f is a flag; only a choice can be ordinal."),
        (HEAD + LAYER + 'key = "a"\n' + LAYER.replace('"l"', '"m"') + 'key = "A"', 13, "m has the key A, but l"),
        (HEAD + LAYER + STATUS.format("ready"), 9, "ready is not a status: use todo, done, skip."),
        (HEAD + LAYER + STATUS.format("done"), 8, "The statuses lack todo, skip: define all three, or none."),
    ],
)
def test_what_a_whole_file_lacks_is_told_with_a_line(write, text, line, sentence):
    path = write(text)
    with pytest.raises(SchemeError, match="^" + re.escape(f"{path}, line {line}: {sentence}")):
        load_scheme(path)


def test_a_file_that_is_not_utf8_is_told_with_its_line(write):
    with pytest.raises(SchemeError, match=r"my\.toml, line 3: The text is not UTF-8; save the file as UTF-8\.$"):
        load_scheme(write('name = "n"\nversion = 1\ntitle = "Zürich"'.encode("latin-1")))


def test_brackets_nested_without_end_are_refused(write):
    with pytest.raises(SchemeError, match=r"my\.toml: The brackets are nested too deeply\.$"):
        load_scheme(write("a = " + "[" * 100_000))


def test_an_unclosed_file_is_told_with_its_last_line(write):
    with pytest.raises(SchemeError, match=r"my\.toml, line 4: This is not TOML"):
        load_scheme(write(HEAD + "layers = ["))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SchemeError, match=r"There is no scheme file .*none\.toml\. Check the name\.$"):
        load_scheme(str(tmp_path / "none.toml"))


def test_a_folder_is_no_scheme_file(tmp_path):
    with pytest.raises(SchemeError, match=r"is a folder\. Choose a file"):
        load_scheme(str(tmp_path))


def test_an_unknown_name_is_told_with_the_known_ones():
    with pytest.raises(SchemeError, match=r"no scheme named news: use news-claims, or give the path of a TOML file\.$"):
        load_scheme("news")


def test_a_scheme_file_may_set_every_key_of_the_records():
    layer = SHAPE["layers"]
    assert set(SHAPE) == set(Scheme._fields)
    assert set(layer) == set(Layer._fields)
    assert set(layer["labels"]) == set(Value._fields)
    assert set(layer["fields"]) == set(Field._fields)
    assert set(layer["links"]) == set(LinkRole._fields)


def test_reading_a_kept_scheme_loads_nothing_for_toml():
    kept = scheme_to_json(load_scheme("news-claims"))
    program = (
        "import json, sys; from annotations.scheme import scheme_from_json; scheme_from_json(sys.stdin.read());"
        "print(json.dumps([name for name in sys.modules if 'toml' in name or name in ('difflib', 'dataclasses')]))"
    )
    run = subprocess.run([sys.executable, "-c", program], input=kept, capture_output=True, encoding="utf-8", check=True)
    assert json.loads(run.stdout) == []
