import sys
from pathlib import Path
from tempfile import gettempdir

import pytest
from PySide6.QtCore import QByteArray, QSettings

from desktop.setting import Setting
from desktop.settings import RECENT, Settings


def reopened(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def test_on_the_first_day_nothing_is_known(tmp_path: Path) -> None:
    fresh = reopened(tmp_path)
    assert (fresh.annotator, fresh.theme, fresh.zoom, fresh.recent, fresh.geometry) == ("", "system", 0, [], None)
    assert fresh.place_in(tmp_path / "a.claimdesk") == ""


def test_everything_is_remembered(tmp_path: Path) -> None:
    project = tmp_path / "a.claimdesk"
    project.touch()
    first = reopened(tmp_path)
    first.annotator, first.theme, first.zoom, first.geometry = "Zoë 🇪🇪", "dark", -3, QByteArray(b"here")
    first.remember_project(project)
    first.remember_place(project, "article-7")
    again = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    assert (again.annotator, again.theme, again.zoom, again.geometry) == ("Zoë 🇪🇪", "dark", -3, QByteArray(b"here"))
    assert (again.recent, again.place_in(project)) == ([project], "article-7")


def test_the_projects_opened_last_stand_first_and_once(tmp_path: Path) -> None:
    settings, paths = reopened(tmp_path), [tmp_path / f"{n}.claimdesk" for n in range(RECENT + 2)]
    for path in (*paths, paths[4]):
        path.touch()
        settings.remember_project(path)
    assert settings.recent == [paths[4], *(path for path in reversed(paths) if path != paths[4])][:RECENT]


def test_projects_that_are_gone_are_not_offered(tmp_path: Path) -> None:
    settings, project = reopened(tmp_path), tmp_path / "a.claimdesk"
    project.touch()
    settings.remember_project(project)
    project.unlink()
    assert settings.recent == []


def test_a_path_with_odd_characters_keeps_its_place(tmp_path: Path) -> None:
    settings, project = reopened(tmp_path), tmp_path / "Büro & Co = 100%, [x].claimdesk"
    settings.remember_place(project, "article-1")
    assert reopened(tmp_path).place_in(project) == "article-1"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere settings are not in files below a home folder")
def test_tests_touch_nobodys_own_settings(tmp_path: Path) -> None:
    assert QSettings("Claimdesk", "Claimdesk").fileName().startswith(gettempdir())


def test_the_look_of_the_queue_and_the_panes_are_remembered(tmp_path: Path) -> None:
    project, other = tmp_path / "a.claimdesk", tmp_path / "b.claimdesk"
    first = reopened(tmp_path)
    assert (first.queue_columns, first.queue_header, first.panes) == (["source", "published", "marks"], None, None)
    first.queue_columns, first.queue_header, first.panes = ["language", "table"], QByteArray(b"h"), QByteArray(b"p")
    first.keep_filters(project, {"Mine": {"status": "mine", "descending": True}})
    again = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    assert (again.queue_columns, again.queue_header, again.panes) == (["language", "table"], b"h", b"p")
    assert again.filters_in(project) == {"Mine": {"status": "mine", "descending": True}}
    assert again.filters_in(other) == {}


@pytest.mark.parametrize("kept", ["no JSON", "[1, 2]", '{"a": 3}'])
def test_filters_that_cannot_be_read_are_none(tmp_path: Path, kept: str) -> None:
    project = tmp_path / "a.claimdesk"
    settings = reopened(tmp_path)
    settings.keep_filters(project, {"Mine": {"status": "mine"}})
    store = settings.store
    (key,) = [key for key in store.allKeys() if key.startswith("filters/")]
    store.setValue(key, kept)
    assert settings.filters_in(project) == {}


def test_every_setting_begins_with_its_default_and_can_be_reset(tmp_path: Path) -> None:
    settings = reopened(tmp_path)
    declared = {name: value for name, value in vars(Settings).items() if isinstance(value, Setting)}
    assert len(declared) > 15
    for name, setting in declared.items():
        assert getattr(settings, name) == setting.default, name
        assert not settings.store.contains(setting.key)
    settings.theme, settings.snap_to_words, settings.carried = "dark", False, frozenset({"claim/stance"})
    for setting in declared.values():
        setting.reset(settings)
    assert (settings.theme, settings.snap_to_words, settings.carried) == ("system", True, frozenset())


def test_what_is_done_to_a_value_does_not_change_the_default(tmp_path: Path) -> None:
    settings = reopened(tmp_path)
    settings.keys["undo"] = ["F9"]
    settings.queue_columns.append("language")
    assert (settings.keys, settings.queue_columns) == ({}, ["source", "published", "marks"])


def test_preferences_do_not_repeat_defaults() -> None:
    folder = Path(__file__).parent.parent.parent / "desktop" / "views" / "preferences"
    sources = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    assert {name for name, source in sources.items() if "usual=" in source or "DEFAULT_LIMITS" in source} == set()
