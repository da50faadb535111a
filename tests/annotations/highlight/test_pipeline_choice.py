"""Choosing pipelines: by language, with labels of their own, from folders."""

import pytest

from annotations.errors import PipelineUnavailable
from annotations.highlight.pipeline_choice import DEFAULT, RULES, SPANISH, Choice, fingerprint, is_folder, read_choices
from annotations.highlight.pipelines import load_pipeline
from annotations.model import Suggestion


def test_without_a_choice_spanish_has_its_own_and_all_others_the_default():
    assert read_choices([]) == {"": Choice(DEFAULT), "es": Choice(SPANISH)}


def test_a_pipeline_without_a_language_is_for_all_articles():
    assert read_choices([RULES]) == {"": Choice(RULES)}


def test_a_pipeline_for_a_language_leaves_the_others_as_they_are():
    chosen = read_choices(["es=es_core_news_md", "de=de_core_news_sm"], ["PER=PERSON"], numbers=True)
    assert chosen[""] == Choice(DEFAULT)
    assert chosen["es"] == Choice("es_core_news_md", (("PER", "PERSON"),), True)
    assert chosen["de"].pipeline == "de_core_news_sm"


def test_the_built_in_pipelines_keep_their_own_labels_and_numbers():
    assert read_choices([f"es={RULES}"], ["MISC=EVENT"], numbers=True)["es"] == Choice(RULES)


def test_a_path_with_a_sign_of_equality_is_a_path():
    assert read_choices(["/tmp/a=b"]) == {"": Choice("/tmp/a=b")}


@pytest.mark.parametrize("pair", ["PER", "=ORG", "PER=HERO", "PER="])
def test_a_label_that_maps_to_none_of_ours_is_refused(pair):
    with pytest.raises(PipelineUnavailable, match="THEIRS=OURS"):
        read_choices(["x"], [pair])


def test_labels_are_mapped_as_told_and_the_version_says_so(tiny):
    pipeline = load_pipeline(Choice(str(tiny), (("LANGUAGE", "EVENT"),)))
    assert pipeline.version == f"7.1+{pipeline.hash[:8]}+LANGUAGE.EVENT"
    assert pipeline.highlight("They spoke Quechua") == [Suggestion("entity", 11, 18, "EVENT")]


def test_number_rules_can_be_added_to_any_pipeline(tiny):
    pipeline = load_pipeline(Choice(str(tiny), numbers=True))
    text = "Ana paid $3 million in Peru on Monday"
    assert [(text[each.start : each.end], each.label) for each in pipeline.highlight(text)] == [
        ("Ana", "PERSON"), ("$3 million", "MONEY"), ("Peru", "GPE"), ("Monday", "DATE"),
    ]  # fmt: skip
    assert pipeline.version.startswith(f"7.1+{pipeline.hash[:8]}+numbers.")


def test_a_folder_has_a_hash_of_everything_in_it(tiny):
    before = fingerprint(str(tiny))
    assert is_folder(str(tiny))
    assert not is_folder(DEFAULT)
    assert fingerprint(str(tiny)) == before
    (tiny / "more.txt").write_text("more")
    assert fingerprint(str(tiny)) != before


@pytest.mark.parametrize("key", ["es-CO", "spanish", "ES"])
def test_a_language_that_is_none_is_refused_with_what_to_write(key):
    with pytest.raises(PipelineUnavailable, match=f"“{key}” is not a language code: .* such as es=x"):
        read_choices([f"{key}=x"])


def test_a_folder_may_have_an_equals_sign_in_its_name(tmp_path, monkeypatch):
    (tmp_path / "run_1=2").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_choices(["run_1=2"])[""].pipeline == "run_1=2"


def test_what_a_folder_links_to_is_part_of_its_hash(tiny, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "model").write_text("one")
    (tiny / "linked").symlink_to(outside, target_is_directory=True)
    before = fingerprint(str(tiny))
    (outside / "model").write_text("two")
    changed = fingerprint(str(tiny))
    assert changed != before
    (outside / "more").write_text("three")
    assert fingerprint(str(tiny)) != changed


def test_a_link_to_a_folder_around_it_does_not_go_on_for_ever(tiny):
    (tiny / "deep").mkdir()
    (tiny / "deep" / "up").symlink_to(tiny, target_is_directory=True)
    (tiny / "deep" / "self").symlink_to(tiny / "deep", target_is_directory=True)
    assert fingerprint(str(tiny)) == fingerprint(str(tiny))


def test_a_link_that_leads_nowhere_is_refused_because_it_may_lead_somewhere_later(tiny, tmp_path):
    (tiny / "weights").symlink_to(tmp_path / "not yet")
    with pytest.raises(PipelineUnavailable, match="The link .*weights leads nowhere"):
        fingerprint(str(tiny))
