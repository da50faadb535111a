"""Loading pipelines: the built-in one, those of spaCy, and those that are not there."""

import importlib.util
import re

import pytest

from annotations.errors import PipelineUnavailable
from annotations.highlight.pipeline_choice import DEFAULT, RULES, Choice, fingerprint
from annotations.highlight.pipelines import RULES_VERSION, VERSION, load_pipeline
from annotations.model import Suggestion


def test_the_built_in_pipelines_tell_their_names_and_versions(pipeline, trained):
    assert (pipeline.name, pipeline.version) == (RULES, RULES_VERSION)
    assert (trained.name, trained.version) == (DEFAULT, f"{VERSION}+rules.{RULES_VERSION}")


def test_a_built_in_pipeline_can_be_loaded_twice(pipeline):
    assert load_pipeline(RULES).highlight("In Peru.") == pipeline.highlight("In Peru.")


def test_a_spacy_pipeline_is_loaded_from_its_folder(tiny):
    found = load_pipeline(str(tiny))
    assert (found.name, found.version) == ("en_tiny", f"7.1+{found.hash[:8]}")
    assert found.highlight("Now Peru") == [Suggestion("entity", 4, 8, "GPE")]


def test_one_that_was_trained_anew_has_another_version(tiny):
    before = load_pipeline(str(tiny)).version
    meta = tiny / "meta.json"
    meta.write_text(meta.read_text().replace('"description":""', '"description":"again"'))
    assert load_pipeline(str(tiny)).version != before


def test_labels_that_mean_nothing_here_are_told_except_those_that_are_left_out_on_purpose(tmp_path):
    import spacy

    nlp = spacy.blank("es")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": label} for label in ("PAIS", "PER", "QUANTITY")])
    nlp.to_disk(tmp_path / "ruler")
    choice = Choice(str(tmp_path / "ruler"))
    assert load_pipeline(choice).warning == (
        "Its labels PAIS have no counterpart here and are left out: map them with THEIRS=OURS."
    )
    assert load_pipeline(choice._replace(labels=(("PAIS", "GPE"),))).warning == ""


def test_a_folder_that_has_changed_since_it_was_trusted_is_not_loaded(tiny):
    digits = fingerprint(str(tiny))
    assert load_pipeline(Choice(str(tiny), trusted=digits)).name == "en_tiny"
    (tiny / "evil.py").write_text("print()")
    with pytest.raises(PipelineUnavailable, match="has changed since you let it run"):
        load_pipeline(Choice(str(tiny), trusted=digits))


def test_labels_of_other_pipelines_become_ours_or_are_dropped(tiny):
    text = "Ana and Bolt spoke Quechua in the Alcazar."
    found = [(text[each.start : each.end], each.label) for each in load_pipeline(str(tiny)).highlight(text)]
    assert found == [("Ana", "PERSON"), ("Bolt", "PERSON"), ("Alcazar", "LOC")]


def test_offsets_are_code_points_also_after_a_piece(tiny):
    text = "😀 goats " * 20_000 + "Peru"
    assert load_pipeline(str(tiny)).highlight(text) == [Suggestion("entity", len(text) - 4, len(text), "GPE")]


def test_a_pipeline_that_is_not_installed_is_named_with_the_way_to_get_it():
    with pytest.raises(
        PipelineUnavailable, match=r"“xx_no_such” is not installed: run `python -m spacy download xx_no_such`"
    ):
        load_pipeline("xx_no_such")


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path):
    with pytest.raises(PipelineUnavailable, match="There is no spaCy pipeline in .*: choose a folder"):
        load_pipeline(str(tmp_path))
    with pytest.raises(PipelineUnavailable, match="which does not exist: choose a folder"):
        load_pipeline(str(tmp_path / "gone"))
    with pytest.raises(PipelineUnavailable, match="There is no spaCy pipeline in “”"):
        load_pipeline("")


def test_a_pipeline_for_another_version_of_spacy_is_loaded_with_a_warning(tiny, recwarn):
    assert load_pipeline(str(tiny)).warning == ""
    meta = tiny / "meta.json"
    meta.write_text(re.sub(r'"spacy_version":"[^"]*"', '"spacy_version":">=2.3.0,<2.4.0"', meta.read_text()))
    assert "made for spaCy >=2.3.0,<2.4.0, and this is 3." in load_pipeline(str(tiny)).warning
    assert [str(one.message) for one in recwarn] == []


def test_a_pipeline_of_another_make_is_refused(tiny):
    config = tiny / "config.cfg"
    config.write_text(config.read_text().replace('factory = "entity_ruler"', 'factory = "no_such_factory"'))
    with pytest.raises(PipelineUnavailable, match="cannot be loaded"):
        load_pipeline(str(tiny))


def test_a_pipeline_that_finds_no_entities_is_refused(tmp_path):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path)
    with pytest.raises(PipelineUnavailable, match="no part that finds entities"):
        load_pipeline(str(tmp_path))


def test_what_another_pipe_has_found_joins_the_rules():
    from annotations.highlight.rules.assembly import rules_pipeline

    nlp = rules_pipeline()
    ruler = nlp.add_pipe("entity_ruler", first=True)
    ruler.add_patterns([{"label": "PERSON", "pattern": "Peru Smurf", "id": "smurf"}])
    assert [(ent.text, ent.label_) for ent in nlp("Peru Smurf left Peru.").ents] == [
        ("Peru Smurf", "PERSON"),
        ("Peru", "GPE"),
    ]


@pytest.mark.skipif(importlib.util.find_spec("en_core_web_sm") is None, reason="en_core_web_sm is not installed")
def test_the_small_english_pipeline_of_spacy_works():
    text = "Angela Merkel visited Paris on Monday."
    found = [(text[each.start : each.end], each.label) for each in load_pipeline("en_core_web_sm").highlight(text)]
    assert ("Paris", "GPE") in found
