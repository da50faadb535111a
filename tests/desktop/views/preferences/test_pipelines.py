from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QMessageBox, QPushButton, QSpinBox

from annotations.highlight.limits import Limits
from annotations.highlight.pipeline_choice import DEFAULT, RULES, Choice
from desktop import file_dialogs
from desktop.pipeline_settings import PipelineSettings
from desktop.settings import Settings
from desktop.views.dialogs.trust_prompt import may_run
from desktop.views.preferences.pipelines import PipelinesPage


@pytest.fixture
def kept() -> Settings:
    return Settings.of_nobody("light")


@pytest.fixture
def settings(kept: Settings) -> PipelineSettings:
    return PipelineSettings(kept)


@pytest.fixture
def page(kept: Settings, qtbot) -> PipelinesPage:
    made = PipelinesPage(kept)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "config.cfg").write_text("[nlp]")
    return tmp_path / "mine"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked about trust; answered by the button whose words are put into `answer`."""
    questions: list[str] = []

    def answer(box: QMessageBox) -> None:
        questions.append(box.informativeText())
        next(button for button in box.buttons() if button.text().replace("&", "") == ANSWER[0]).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return questions


ANSWER = ["Run it"]


def field(page: PipelinesPage, name: str) -> QComboBox:
    return next(one for one in page.findChildren(QComboBox) if one.accessibleName() == name)


def choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def choices(settings: PipelineSettings) -> dict[str, Choice]:
    return settings.choices()


def test_the_first_day_has_the_built_in_pipelines(page: PipelinesPage, settings: PipelineSettings) -> None:
    assert field(page, "All other languages").currentData() == DEFAULT
    assert field(page, "Spanish").currentData() == "claimdesk-es"
    assert choices(settings) == {"": Choice(DEFAULT), "es": Choice("claimdesk-es")}


def test_a_pipeline_is_chosen_for_one_language_and_taken_back(page: PipelinesPage, settings: PipelineSettings) -> None:
    choose(field(page, "English"), RULES)
    assert choices(settings)["en"] == Choice(RULES)
    choose(field(page, "English"), "")
    assert "en" not in choices(settings)


def test_another_language_gets_a_row(page: PipelinesPage, settings: PipelineSettings) -> None:
    choose(field(page, "Another language"), "de")
    choose(field(page, "German"), RULES)
    assert choices(settings)["de"] == Choice(RULES)


def test_labels_and_numbers_go_to_other_pipelines(page: PipelinesPage, settings: PipelineSettings) -> None:
    settings.names = {"de": "de_core_news_sm"}
    page.findChild(QCheckBox).click()
    labels = page.findChild(QLineEdit)
    labels.setText("MISC=EVENT")
    labels.editingFinished.emit()
    assert choices(settings)["de"] == Choice("de_core_news_sm", (("MISC", "EVENT"),), True)
    assert choices(settings)[""] == Choice(DEFAULT)


def test_a_label_that_means_nothing_is_told_and_not_kept(page: PipelinesPage, settings: PipelineSettings) -> None:
    labels = page.findChild(QLineEdit)
    labels.setText("MISC=HERO")
    labels.editingFinished.emit()
    assert settings.labels == ""
    assert any("MISC=HERO" in label.text() and not label.isHidden() for label in page.findChildren(QLabel))


def test_a_folder_is_chosen_once_it_is_trusted(page, settings, folder, asked, monkeypatch) -> None:
    monkeypatch.setattr(file_dialogs, "folder_to_open", lambda *_: str(folder))
    ANSWER[0] = "Cancel"
    choose(field(page, "English"), "folder")
    assert settings.names == {}
    assert settings.trusted == frozenset()
    ANSWER[0] = "Run it"
    choose(field(page, "English"), "folder")
    assert settings.names == {"en": str(folder)}
    assert field(page, "English").currentText() == f"{folder.parent.name}/mine"
    assert str(folder) in asked[0]


def test_trust_is_for_what_is_in_the_folder_and_asked_for_again_when_that_changes(settings, folder, asked) -> None:
    ANSWER[0] = "Run it"
    parent = QPushButton()
    assert may_run(Choice(str(folder)), settings, parent)
    assert may_run(Choice(str(folder)), settings, parent)
    assert len(asked) == 1
    settings.names = {"en": str(folder)}
    (folder / "config.cfg").write_text("[nlp]\nlang = 'en'")
    assert settings.trusted_choices()["en"] == Choice(DEFAULT)
    ANSWER[0] = "Cancel"
    assert not may_run(Choice(str(folder)), settings, parent)
    assert len(asked) == 2


def test_a_built_in_pipeline_needs_no_trust(settings, asked) -> None:
    assert may_run(Choice(DEFAULT), settings, QPushButton())
    assert asked == []


def test_the_time_for_one_article_is_kept(page: PipelinesPage, settings: PipelineSettings) -> None:
    assert settings.limits.seconds == page.findChild(QSpinBox).value() == 60
    page.findChild(QSpinBox).setValue(90)
    assert settings.limits == Limits(90)
    page.reset()
    assert settings.limits == Limits(60)
    assert page.findChild(QSpinBox).value() == 60


def test_resetting_forgets_all_choices(page: PipelinesPage, settings: PipelineSettings) -> None:
    settings.names, settings.labels, settings.numbers = {"en": RULES}, "A=ORG", True
    page.reset()
    assert choices(settings) == {"": Choice(DEFAULT), "es": Choice("claimdesk-es")}
    assert not page.findChild(QCheckBox).isChecked()
