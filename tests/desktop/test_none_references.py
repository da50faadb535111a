"""PySide6 must not drop references to None: below Python 3.12, where None is not immortal, the interpreter aborts."""

import sys

import pytest
from PySide6.QtGui import QTextDocument

CALLS = 400


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: its count never changes")
def test_calls_that_return_nothing_keep_the_count_of_none(qapp) -> None:
    document = QTextDocument()
    document.setPlainText("the first call creates what Qt keeps")
    before = sys.getrefcount(None)
    for number in range(CALLS):
        document.setPlainText(str(number))
    assert before - sys.getrefcount(None) < CALLS // 10
