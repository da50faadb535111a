"""Spanish articles have a default of their own: the rules with Spanish lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.highlight.pipeline_choice import SPANISH
from annotations.highlight.pipelines import load_pipeline
from annotations.highlight.rules.quantities import read_patterns
from annotations.highlight.suggest_all import suggest_all
from annotations.language.sentences import sentences

EXAMPLES = [(example, pattern) for pattern in read_patterns("es")[0] for example in pattern.examples]


@pytest.fixture(scope="module")
def reading():
    """Return a function from a text to what the Spanish rules suggest in it."""
    return load_pipeline(SPANISH).highlight


@pytest.fixture(scope="module")
def found():
    """Return a function from a text to the pairs of quote and label that the Spanish rules find in it."""
    highlight = load_pipeline(SPANISH).highlight
    return lambda text: [(text[each.start : each.end], each.label) for each in highlight(text)]


@pytest.mark.parametrize(("example", "pattern"), EXAMPLES, ids=[example for example, _ in EXAMPLES])
def test_every_example_in_the_file_is_matched_from_end_to_end_as_its_kind(found, example, pattern):
    quantities = ("DATE", "CARDINAL", "MONEY", "PERCENT")
    texts = [f"Fue en {example}.", f"Desde finales de {example}.", f"Había {example} de ellos.", f"el {example} pasó"]
    hits = [[(q, label) for q, label in found(text) if label in quantities] for text in texts]
    assert any((example, pattern.label) in hit or any(example in q for q, _ in hit) for hit in hits)


def test_people_are_found_after_their_offices(found):
    text = "El ministro de Defensa Diego Molano y la vicepresidenta Marta Lucía Ramírez viajaron a Lima."
    assert found(text) == [("Diego Molano", "PERSON"), ("Marta Lucía Ramírez", "PERSON"), ("Lima", "GPE")]


def test_countries_have_their_spanish_names(found):
    text = "Alemania, Países Bajos y los Estados Unidos enviaron ayuda a Ucrania."
    assert [pair for pair in found(text) if pair[1] == "GPE"] == [
        ("Alemania", "GPE"), ("Países Bajos", "GPE"), ("Estados Unidos", "GPE"), ("Ucrania", "GPE"),
    ]  # fmt: skip


def test_nationalities_are_found_in_lower_case_and_in_every_form(found):
    text = "Las autoridades colombianas hablaron con diplomáticos rusos, un japonés y dos españoles."
    assert {("colombianas", "NORP"), ("rusos", "NORP"), ("japonés", "NORP"), ("españoles", "NORP")} <= set(found(text))


def test_organisations_go_on_after_their_small_words(found):
    text = "La Fiscalía General de la Nación y el Ministerio de Relaciones Exteriores acusaron a la ONU."
    assert ("ONU", "ORG") in found(text)
    assert ("Ministerio de Relaciones Exteriores", "ORG") in found(text)
    assert ("Fiscalía General de la Nación", "ORG") in found(text)


def test_a_surname_alone_is_the_person_named_before(found):
    assert found("El presidente Iván Duque calló. Duque viajó después.")[-1] == ("Duque", "PERSON")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Habló el ministro de Energía argelino, Abdel Benmesiane, en Orán.", "Abdel Benmesiane"),
        ("Lo pidió el presidente de la Comisión de Paz, Arnulfo de la Cuesta Rey.", "Arnulfo de la Cuesta Rey"),
        ("La canciller alemana Ortrud Weissmann viajó.", "Ortrud Weissmann"),
        ("El uruguayo Wilmar Pintos Etchart no firmó.", "Wilmar Pintos Etchart"),
    ],
)  # fmt: skip
def test_people_are_found_by_the_office_or_the_people_before_them(found, text, person):
    assert (person, "PERSON") in found(text)


def test_a_surname_is_found_again_with_all_its_particles(found):
    text = "El ministro Arnulfo de la Cuesta Rey calló. De la Cuesta viajó; después, De la Cuesta Rey volvió."
    assert [quote for quote, _ in found(text)] == ["Arnulfo de la Cuesta Rey", "De la Cuesta", "De la Cuesta Rey"]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Según el semanario alemán Der Morgen, habrá acuerdo.", ("Der Morgen", "ORG")),
        ("Lo dijo la organización Pueblo Sin Muros.", ("Pueblo Sin Muros", "ORG")),
        ("La red social «Plaza» lo borró.", ("Plaza", "ORG")),
        ("Cruzaron el río Sarayacu de noche.", ("río Sarayacu", "LOC")),
        ("El volcán de San Telmo despertó.", ("volcán de San Telmo", "LOC")),
        ("La Fuerza de Paz de Belice (FPB, por sus siglas) llegó.", ("FPB", "ORG")),
        ("El barco salió de Belgrado hacia Estocolmo.", ("Belgrado", "GPE")),
    ],
)
def test_names_are_told_by_the_common_noun_before_them(found, text, pair):
    assert pair in found(text)


def test_a_language_is_no_people_and_a_government_no_organisation(found):
    assert found("Lo escribió en inglés.") == []
    assert found("El Gobierno de Perú calló.") == [("Perú", "GPE")]


def test_two_people_are_not_one_because_y_stands_in_names_too(found):
    people = [quote for quote, label in found("Llegaron Daniel Solano y Miguel Díaz-Prat.") if label == "PERSON"]
    assert people == ["Daniel Solano", "Miguel Díaz-Prat"]
    assert ("José Ortega y Gasset", "PERSON") in found("Escribió José Ortega y Gasset.")


def test_letters_after_an_article_are_a_party_and_names_that_a_hyphen_joins_are_two(found):
    assert found("La ZRT pactó con el PXC, pero el PIB cayó.") == [("ZRT", "ORG"), ("PXC", "ORG")]
    assert found("El acuerdo Mercosur-UE, en vilo.") == [("Mercosur", "ORG"), ("UE", "ORG")]


@pytest.fixture(scope="module")
def claims():
    """Return a function from a text to the pairs of claim and speaker that are found in it."""
    highlight = load_pipeline(SPANISH).highlight

    def of(text):
        found = [one for one in suggest_all(text, highlight(text), "es") if one.layer == "claim"]
        return [(text[one.start : one.end], one.links["speaker"].text) for one in found]

    return of


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("—El puente no aguantará —dijo la ministra Marta Solís—. El río se lo lleva.",
         ("El río se lo lleva", "Marta Solís")),
        ("La cumbre será en junio, anunció la Casa Blanca.", ("La cumbre será en junio", "Casa Blanca")),
        ("El barco encalló cerca de Lima, informó el lunes la cancillería peruana.",
         ("El barco encalló cerca de Lima", "la cancillería peruana")),
        ("La ministra Marta Solís considera por su parte que el plan es caro.", ("el plan es caro", "Marta Solís")),
        ("La ONU, que mantiene 300 soldados en la zona, descartó que haya riesgo de guerra.",
         ("haya riesgo de guerra", "ONU")),
        ("La ministra Marta Solís viajó. Dijo que el presidente Luis Prats sabía todo.",
         ("el presidente Luis Prats sabía todo", "Marta Solís")),
        ("La Unión de Pescadores (UP) ha asegurado que no habrá huelga.", ("no habrá huelga", "Unión de Pescadores")),
        ("El ministro Luis Prats volvió a pedir calma. Un portavoz negó el ataque.",
         ("Un portavoz negó el ataque", "Un portavoz")),
    ],
)  # fmt: skip
def test_claims_have_their_speakers(claims, text, pair):
    assert pair in claims(text)


def test_the_conditional_of_rumour_is_probable(claims):
    text = "Un testigo dijo que el barco habría zarpado de noche."
    found = suggest_all(text, [], "es")
    assert [one.fields["hedge"] for one in found] == ["probable"]


def test_an_abbreviation_ends_no_sentence():
    assert len(sentences("Perú desmiente que haya cedido a EE. UU. el control. Lo dijo la Sra. Díaz.")) == 2


PIECES = [
    *("Ana", "Ruiz", " de la ", " de ", " y ", "y", "Ministerio", "el río ", "la agencia ", "«", "»", "—", " —dijo "),
    *("—. ", ",", ". ", " que ", "según ", " el ", "La ", "(", ")", "PSC", "\n", "el lunes", "1.234,56", "EE. UU."),
    *(" negó ", " acusó a ", "“", "”", '"', "Lago", "ministro ", "argelino ", ": ", "-", "Mercosur-UE", "\u00a0", "😀"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_breaks_it_and_spans_lie_inside(reading, text):
    for one in suggest_all(text, reading(text), "es"):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
