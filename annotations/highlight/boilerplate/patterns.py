"""Patterns of boilerplate where word lists are not enough. Every repeat is bounded, so that nothing hangs."""

import re

MONTHS = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Ene|Abr|Ago|Dic)[a-z]{0,7}\.?|\d{1,2} (?:de )?[A-Za-z]{3,10}"
)
_PLACE = r"[A-ZÀ-Þ][\w.'’-]{1,20}(?: [\w.'’-]{1,20}){0,3}"
_LOUD_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,20}(?: [A-ZÀ-Þ.'’-]{1,20}){0,3}"
_DAY = rf",? (?:{MONTHS})(?: \d{{1,2}})?(?:,? \d{{4}})?"
_AGENCY = r"\([A-ZÀ-Þ][^()\n]{1,40}\)"
_DASH = r"\s{0,2}\.?\s{0,2}[—–-]{1,2}(?=\s)"
DATELINE = re.compile(
    rf"(?:{_LOUD_PLACE}(?:, {_PLACE}){{0,2}}(?:{_DAY})?(?: {_AGENCY}(?:{_DASH})?|{_DASH})"
    rf"|{_PLACE}(?:, {_PLACE})?(?:{_DAY})? {_AGENCY}{_DASH}"
    rf"|{_PLACE}(?:, {_PLACE})?{_DAY}{_DASH}"
    rf"|{_AGENCY}{_DASH})"
)
PICTURE_CREDIT = re.compile(
    r"(?:(?<=\s)|^)\(?(?:[A-ZÀ-Þ][A-ZÀ-Þ.&-]{1,20}(?: [A-ZÀ-Þ][A-ZÀ-Þ.&-]{1,20}){0,3}|AP Photo|Getty Images) ?/ ?"
    r"[A-ZÀ-Þ][\w.'’-]{1,20}(?: [\w.'’-]{1,20}){0,4}\)?$"
)
AGENCY_LINE = re.compile(r"[A-ZÀ-Þ][\w.]{1,20}(?: [\w.]{1,20}){0,3} ?/ ?[\w.]{1,20}(?: [A-Z][\w.]{1,20})?")
CRUMBS = re.compile(r"(?:[^>»|/]{1,30}[>»|]){2,8}[^>»|]{1,40}|[^>»|/]{2,25} [>»|] [^>»|]{2,25}")
_TIME = r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?| ?h)?(?: ?\(?[A-Z]{2,4}\)?)?"
_DATE = (
    rf"(?:\d{{1,2}} (?:de )?[A-Za-zé]{{3,10}} (?:de )?\d{{4}}|(?:{MONTHS}) \d{{1,2}},? \d{{4}}"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})"
)
DATE_LINE = re.compile(
    rf"(?:[A-Za-z]{{6,12}}(?: on| el)?:? )?(?:[A-Za-zéá]{{5,9}},? )?(?:{_TIME},? ?[-–|·]? ?)?"
    rf"{_DATE}(?:,? ?[-–|·]? ?{_TIME})?"
)
DATED = re.compile(rf"(?:{MONTHS}) \d{{1,2}},? \d{{4}}|\b\d{{1,2}} [A-Z][a-z]{{2,8}} \d{{4}}|(?:{MONTHS}),? \d{{4}}")
TRAILING = re.compile(r"(?<=[.!?”\"»]) +([.,;|·•]{1,3})$")
OPENING_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20}){0,3},? (?:is|has|was|covers|writes|reports|works|currently"
    r"|photographs|studied|joined|lives|es|cubre|escribe|trabaja)\b"
)
QUOTED = re.compile('[“"«]')
