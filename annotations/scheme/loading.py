"""Find schemes: built-in ones, or a TOML file of the user."""

from pathlib import Path

from annotations.errors import SchemeError
from annotations.files.guard import guarded
from annotations.resources import resource
from annotations.scheme.records import Scheme
from annotations.scheme.stored import scheme_from_tables

_DEFAULT = "news-claims"


def builtin_schemes() -> list[str]:
    """The names of the built-in schemes."""
    return sorted(path.stem for path in resource("schemes").glob("*.toml"))


def load_scheme(name_or_path: str) -> Scheme:
    """Read a built-in scheme by name, or a TOML file.

    A file without statuses gets those of the default scheme. Raises SchemeError, naming the line, for an invalid file.
    """
    from annotations.scheme.rules import check_rules
    from annotations.scheme.source import read_scheme_file

    builtin = builtin_schemes()
    path = Path(name_or_path)
    if name_or_path in builtin:
        path = resource("schemes", f"{name_or_path}.toml")
    elif not path.suffix and not path.exists():
        known = ", ".join(builtin)
        raise SchemeError(f"There is no scheme named {name_or_path}: use {known}, or give the path of a TOML file.")
    with guarded(str(path), SchemeError):
        tables, source = read_scheme_file(path)
        check_rules(tables, source)
        scheme = scheme_from_tables(tables)
    return scheme if scheme.statuses else scheme._replace(statuses=load_scheme(_DEFAULT).statuses)
