"""Whatever a reader raises becomes one sentence; what Claimdesk says itself stays as it is."""

import zipfile
import zlib

import pytest

from annotations.errors import ClaimdeskError, SchemeError, UserCancelled
from annotations.exchange.guarding import each, one
from annotations.exchange.records import ImportNote
from annotations.files.guard import TRACEBACKS, guarded


def fails(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RecursionError("maximum recursion depth exceeded"), "nested too deeply"),
        (MemoryError(), "more memory than allowed"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "binary data where text should be"),
        (ValueError("Exceeds the limit (4300 digits) for integer string conversion"), "number that is too large"),
        (OverflowError("int too large"), "number that is too large"),
        (zlib.error("Error -3"), "damaged or cut short"),
        (zipfile.BadZipFile("not a zip"), "damaged or cut short (not a zip)"),
        (EOFError(), "damaged or cut short"),
        (PermissionError(13, "Permission denied"), "cannot be read: Permission denied"),
        (
            AttributeError("'int' object has no attribute 'get'"),
            "(AttributeError: 'int' object has no attribute 'get')",
        ),
        (LookupError("unknown encoding: X"), "please report this"),
    ],
)
def test_what_a_library_raises_becomes_a_sentence(error: Exception, told: str) -> None:
    remark = one("a.json:3", fails, error)
    assert isinstance(remark, ImportNote)
    assert (remark.place, remark.lost) == ("a.json:3", True)
    assert told in remark.sentence
    assert remark.sentence.endswith(".")
    assert "\n" not in remark.sentence


def test_what_a_library_says_at_length_is_shortened() -> None:
    with pytest.raises(ClaimdeskError) as told, guarded():
        fails(KeyError("x" * 10_000))
    assert len(str(told.value)) < 400


def test_a_record_that_cannot_be_read_leaves_those_before_it() -> None:
    def numbers() -> object:
        yield 1
        yield fails(TypeError("odd"))
        yield 3

    found = list(each("a", numbers))  # type: ignore[arg-type]
    assert found[0] == 1
    assert [isinstance(thing, ImportNote) for thing in found] == [False, True]


def test_sentences_of_our_own_pass_through_with_their_kind() -> None:
    with pytest.raises(SchemeError, match="^Say so.$"), guarded("a.toml"):
        fails(SchemeError("Say so."))
    with pytest.raises(SchemeError, match="^a.toml: This is nested"), guarded("a.toml", SchemeError):
        fails(RecursionError())
    assert one("a", fails, SchemeError("Say so.")) == ImportNote("a", "Say so.")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), UserCancelled()])
def test_who_stops_the_work_is_heard(error: BaseException) -> None:
    with pytest.raises(type(error)):
        one("a", fails, error)
    with pytest.raises(type(error)):
        list(each("a", fails, error))  # type: ignore[arg-type]


def test_developers_can_see_the_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    one("a", fails, TypeError("odd"))
    assert capsys.readouterr().err == ""
    monkeypatch.setenv(TRACEBACKS, "1")
    one("a", fails, TypeError("odd"))
    assert "in fails" in capsys.readouterr().err
