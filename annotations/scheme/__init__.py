"""The annotation scheme: its layers, labels, fields and links, and what annotations may contain.

The scheme is data. No other module knows the name of a label or field; the window, the exports and agreement are built
from these records. A project is made with a scheme from a TOML file; it keeps the scheme as JSON, which is read at
every start and must be fast. The TOML reader is therefore only imported by `load_scheme`.
"""

from annotations.scheme.checks import asks, check_annotation, missing_choices
from annotations.scheme.counting import counted, counted_all
from annotations.scheme.loading import builtin_schemes, load_scheme
from annotations.scheme.naming import (
    FULL_NAME,
    display_name,
    display_name_in,
    names_among,
    naming_field,
    one_line,
    renamed,
)
from annotations.scheme.records import HUES, Field, Layer, LinkRole, Scheme, Value, named
from annotations.scheme.remarks import (
    BOOKMARK,
    NOTE,
    QUESTION,
    REASON,
    REMARKS,
    UNSURE,
    document_layer,
    remark_fields,
    with_remarks,
)
from annotations.scheme.stored import scheme_from_json, scheme_to_json
from annotations.scheme.words import own_words

__all__ = [
    "BOOKMARK",
    "FULL_NAME",
    "HUES",
    "NOTE",
    "QUESTION",
    "REASON",
    "REMARKS",
    "UNSURE",
    "Field",
    "Layer",
    "LinkRole",
    "Scheme",
    "Value",
    "asks",
    "builtin_schemes",
    "display_name",
    "check_annotation",
    "counted",
    "counted_all",
    "document_layer",
    "load_scheme",
    "missing_choices",
    "named",
    "naming_field",
    "renamed",
    "one_line",
    "own_words",
    "names_among",
    "display_name_in",
    "remark_fields",
    "scheme_from_json",
    "scheme_to_json",
    "with_remarks",
]
