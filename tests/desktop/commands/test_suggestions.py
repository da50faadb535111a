from desktop.workspace import Workspace


def test_y_accepts_and_goes_on(desk: Workspace, at, press) -> None:
    press("Tab Y")
    assert at.quotes == ["Ida Lund"]
    assert at.focused.quote == "Friday"


def test_n_rejects_and_goes_on(desk: Workspace, at, press) -> None:
    press("Tab N")
    assert at.mark("Ida Lund").rejected
    assert at.focused.quote == "Friday"


def test_after_the_last_suggestion_it_is_said(desk: Workspace, at, press, told) -> None:
    press("Tab Y N Y Y Y")
    assert at.quotes == ["Ida Lund", "Oslo", "Bergen", "Per Moe"]
    assert at.focused is None
    assert told == ["There are no more suggestions."]


def test_tab_and_shift_tab_go_through_the_suggestions(desk: Workspace, at, press) -> None:
    seen = []
    for key in ("Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab"):
        press(key)
        seen.append(at.focused.quote)
    assert seen == ["Ida Lund", "Friday", "Oslo", "Friday", "Ida Lund"]


def test_tab_begins_at_the_caret(desk: Workspace, at, press) -> None:
    at.caret("had shut")
    press("Tab")
    assert at.focused.quote == "Bergen"


def test_deleting_what_was_accepted_rejects_it(desk: Workspace, at, press) -> None:
    press("Tab Y")
    at.focus("Ida Lund")
    press("Backspace")
    assert at.mark("Ida Lund").rejected


def test_what_was_rejected_is_taken_after_all(desk: Workspace, at, press) -> None:
    press("Tab N")
    at.focus("Ida Lund")
    press("Y")
    assert (at.focused.quote, at.focused.verdict, at.focused.label) == ("Ida Lund", "accepted", "PERSON")
    assert at.quotes == ["Ida Lund"]


def test_what_was_rejected_is_not_rejected_twice(desk: Workspace, at, press) -> None:
    press("Tab N")
    at.focus("Ida Lund")
    press("N")
    assert at.mark("Ida Lund").rejected
