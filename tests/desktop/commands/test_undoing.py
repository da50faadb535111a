from desktop.workspace import Workspace


def test_undo_goes_back_as_far_as_the_preferences_say(window, desk: Workspace, at, press) -> None:
    at.caret("Nobody else")
    press("Space A 2 C")
    desk.settings.undo_limit = 2
    window._limit_undo()  # noqa: SLF001
    press("Ctrl+Z Ctrl+Z Ctrl+Z")
    assert dict(at.focused.fields)["stance"] == "oppose"
    assert "claim_type" not in at.focused.fields
    assert not window.actions_by_name["undo"].isEnabled()
    desk.settings.undo_limit = 0
    window._limit_undo()  # noqa: SLF001
    press("Ctrl+Z Ctrl+Z")
    assert at.focused is None


def test_the_menu_says_what_will_be_undone_and_redone(window, at, press) -> None:
    at.caret("Nobody else")
    press("Space A")
    assert window.actions_by_name["undo"].text() == "Undo: set Stance: Oppose"
    press("Ctrl+Z")
    assert window.actions_by_name["undo"].text() == "Undo: mark Claims “Nobody else was asked”"
    assert window.actions_by_name["redo"].text() == "Redo: set Stance: Oppose"
