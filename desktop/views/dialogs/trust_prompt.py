"""Asks whether a local pipeline may run: it is a program, and it runs with the user's rights."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotations.highlight.pipeline_choice import Choice, fingerprint
from desktop.pipeline_settings import PipelineSettings
from desktop.plain import MessageBox

SHOWN = 16  # digits of the hash


def may_run(choice: Choice, settings: PipelineSettings, parent: QWidget) -> bool:
    """Tell whether a pipeline may run; ask about a folder whose content was not trusted before, and remember a yes.

    Raises PipelineUnavailable for a folder that cannot be read.
    """
    if settings.may_run(choice):
        return True
    digits = fingerprint(choice.pipeline)
    more = _words(
        "{folder}\n\nA pipeline is a program and can do anything on this computer that you can. Run it only if you "
        "trust its source. You will be asked again if anything in the folder changes.\n\nContent: {digits}…"
    ).format(folder=choice.pipeline, digits=digits[:SHOWN])
    box = MessageBox(MessageBox.Icon.Warning, _words("Run the pipeline in this folder?"), more, parent)
    run = box.addButton(_words("Run it"), MessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(MessageBox.StandardButton.Cancel))
    box.exec()
    if box.clickedButton() is not run:
        return False
    settings.trust(digits)
    return True


def _words(text: str) -> str:
    return QCoreApplication.translate("trust", text)
