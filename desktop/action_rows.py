"""Makes the rows of `desktop.actions`: a function for each page, whose type says what a row's command is called on."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, TypedDict, TypeVar, Unpack

from desktop.action import Action, Page

if TYPE_CHECKING:
    from desktop.about import About
    from desktop.commands.command_set import Commands
    from desktop.commands.exporting import Exports
    from desktop.commands.highlighting import Highlighting
    from desktop.commands.importing import Imports
    from desktop.commands.merging import Merges
    from desktop.commands.projects import Projects
    from desktop.jobs import Jobs
    from desktop.pages import Pages
    from desktop.view_menu import Viewing
    from desktop.views.agreement.page import AgreementPage
    from desktop.views.compare.page import ComparePage
    from desktop.workspace import Workspace

T = TypeVar("T")


class Program(Protocol):
    """The window, as the actions know it."""

    jobs: "Jobs"
    projects: "Projects"
    imports: "Imports"
    exports: "Exports"
    merges: "Merges"
    highlighting: "Highlighting"
    viewing: "Viewing"
    about: "About"
    pages: "Pages | None"

    def details(self) -> Mapping[str, str | None]:
        """What some actions would act on, by their names; None where there is nothing."""

    def close(self) -> bool:
        """Close the window."""

    def close_project(self) -> object:
        """Close the project."""

    def ask_annotator(self) -> object:
        """Ask who annotates."""

    def show_preferences(self) -> object:
        """Show the preferences."""


class Options(TypedDict, total=False):
    """The fields of `Action` that few rows need."""

    line: bool
    once: bool
    in_text: bool


def everywhere(name: str, text: str, keys: str, run: Callable[[Program], object], **options: Unpack[Options]) -> Action:
    """An action that is always there, called on the window."""
    return Action(name, text, tuple(keys.split()), "everywhere", run, lambda _: True, **options)


def in_project(
    name: str,
    text: str,
    keys: str,
    run: Callable[[Program, "Pages"], object],
    *,
    enabled: Callable[["Pages"], bool] = lambda _: True,
    **options: Unpack[Options],
) -> Action:
    """An action of an open project, called on the window and the project's pages."""

    def act(window: Program) -> None:
        if window.pages and enabled(window.pages):
            run(window, window.pages)

    def can(window: Program) -> bool:
        return window.pages is not None and enabled(window.pages)

    return Action(name, text, tuple(keys.split()), "everywhere", act, can, **options)


def on_article(
    name: str, text: str, keys: str, run: Callable[["Workspace"], object], **options: Unpack[Options]
) -> Action:
    """An action of the article's page, called on that page."""
    return _on_page("article", lambda pages: pages.article, name, text, keys, run, **options)


def on_marks(
    name: str, text: str, keys: str, run: Callable[["Commands"], object], **options: Unpack[Options]
) -> Action:
    """An action of the article's page, called on the commands for its marks."""
    return on_article(name, text, keys, lambda workspace: run(workspace.commands), **options)


def on_compare(
    name: str, text: str, keys: str, run: Callable[["ComparePage"], object], **options: Unpack[Options]
) -> Action:
    """An action of the page that compares annotators, called on that page."""
    return _on_page("compare", lambda pages: pages.comparison, name, text, keys, run, **options)


def on_agreement(
    name: str, text: str, keys: str, run: Callable[["AgreementPage"], object], **options: Unpack[Options]
) -> Action:
    """An action of the agreement page, called on that page."""
    return _on_page("agreement", lambda pages: pages.agreement, name, text, keys, run, **options)


def _on_page(
    page: Page,
    shown: Callable[["Pages"], T | None],
    name: str,
    text: str,
    keys: str,
    run: Callable[[T], object],
    **options: Unpack[Options],
) -> Action:
    """An action of one page, which does nothing while another is shown."""

    def act(window: Program) -> None:
        found = shown(window.pages) if window.pages else None
        if found is not None:
            run(found)

    def can(window: Program) -> bool:
        return window.pages is not None and shown(window.pages) is not None

    return Action(name, text, tuple(keys.split()), page, act, can, **options)


def grouped(title: str, *rows: Action) -> tuple[Action, ...]:
    """Rows that are in a submenu."""
    return tuple(row._replace(group=title) for row in rows)
