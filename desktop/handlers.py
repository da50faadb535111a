"""What each action of the table does: names joined to commands."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.commands.exporting import Exports
from desktop.commands.highlighting import Highlighting
from desktop.commands.importing import Imports
from desktop.commands.merging import Merges
from desktop.commands.projects import Projects
from desktop.pages import Pages
from desktop.session import Session
from desktop.workspace import Workspace

Handler = Callable[[], object]
Page = Callable[[], Workspace | None]


def project_handlers(projects: Projects, page: Page) -> dict[str, Handler]:
    """The actions on whole projects."""
    return {
        "new_project": projects.new,
        "open_project": projects.open,
        "open_sample": projects.open_sample,
        "save_as": _on(page, lambda w: projects.save_as(w.session, w.opened.article, w.reader.caret())),
    }


def session_handlers(
    imports: Imports,
    exports: Exports,
    merges: Merges,
    highlighting: Highlighting,
    session: Callable[[], Session | None],
) -> dict[str, Handler]:
    """The actions that run as jobs on the open project."""
    commands: dict[str, Callable[[Session], object]] = {
        "import_articles": imports.ask,
        "merge": merges.ask,
        "highlight": highlighting.start,
        "export": exports.ask,
    }

    def handler(command: Callable[[Session], object]) -> Handler:
        def run() -> None:
            current = session()
            if current:
                command(current)

        return run

    return {name: handler(command) for name, command in commands.items()}


def article_handlers(page: Page) -> dict[str, Handler]:
    """The actions on the open article and its marks."""
    commands: dict[str, Callable[[Workspace], object]] = {
        "undo": lambda w: w.commands.undoing.undo(),
        "redo": lambda w: w.commands.undoing.redo(),
        "search": lambda w: w.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
        "machines": lambda w: w.offering.show_machines(),
        "retry": lambda w: w.offering.retry(),
        "accept": lambda w: w.commands.marking.accept(),
        "reject": lambda w: w.commands.marking.reject(),
        "next_suggestion": lambda w: w.commands.marking.go_to_suggestion(1),
        "previous_suggestion": lambda w: w.commands.marking.go_to_suggestion(-1),
        "next_claim": lambda w: w.commands.marking.go_to_bar(1),
        "previous_claim": lambda w: w.commands.marking.go_to_bar(-1),
        "card": lambda w: w.reader.show_card(),
        "cycle": lambda w: w.commands.marking.cycle(),
        "move": lambda w: w.commands.ends.move_to_selection(),
        "to_the_letter": lambda w: w.commands.ends.to_the_letter(),
        "every": lambda w: w.commands.everywhere.open(),
        "join": lambda w: w.commands.grouping.join(),
        "split": lambda w: w.commands.grouping.split(),
        "split_one": lambda w: w.commands.grouping.split_one(),
        "carry": lambda w: w.commands.repeating.carry_latest(),
        **_ends(),
        "repeat": lambda w: w.commands.repeating.repeat(),
        "copy_answers": lambda w: w.commands.repeating.copy_from_before(),
        "language": lambda w: w.offering.ask_language(),
        **_moves(),
        "words": lambda w: w.commands.linking.write(),
        "cancel": lambda w: w.commands.tagging.cancel(),
        "finish": lambda w: w.commands.finishing.finish(),
        "done": lambda w: w.commands.finishing.done(),
        "next_hit": lambda w: w.finding.go(1),
        "previous_hit": lambda w: w.finding.go(-1),
        "filter": lambda w: w.queue_view.open_filter(),
        "next_article": lambda w: w.step(1),
        "previous_article": lambda w: w.step(-1),
        "back": lambda w: w.commands.places.back(),
        "forward": lambda w: w.commands.places.forward(),
        "next_bookmark": lambda w: w.commands.places.go_to_bookmark(1),
        "previous_bookmark": lambda w: w.commands.places.go_to_bookmark(-1),
        "remarks": lambda w: w.commands.remarking.open(),
        "history": lambda w: w.commands.history.open(),
    }
    return {name: _on(page, command) for name, command in commands.items()}


def _moves() -> dict[str, Callable[[Workspace], object]]:
    """The actions that go from sentence to sentence and from paragraph to paragraph."""
    return {
        "next_sentence": lambda w: w.commands.moving.by_sentence(1),
        "previous_sentence": lambda w: w.commands.moving.by_sentence(-1),
        "next_paragraph": lambda w: w.commands.moving.by_paragraph(1),
        "previous_paragraph": lambda w: w.commands.moving.by_paragraph(-1),
        "select_sentence": lambda w: w.commands.moving.select_sentence(),
        "select_next_sentence": lambda w: w.commands.moving.by_sentence(1, select=True),
        "select_previous_sentence": lambda w: w.commands.moving.by_sentence(-1, select=True),
        "select_next_paragraph": lambda w: w.commands.moving.by_paragraph(1, select=True),
        "select_previous_paragraph": lambda w: w.commands.moving.by_paragraph(-1, select=True),
    }


def page_handlers(pages: Callable[[], Pages | None]) -> dict[str, Handler]:
    """The actions that show another page of the project."""

    def compare() -> None:
        shown = pages()
        if shown and shown.at_article:
            shown.compare_article()

    def agreement() -> None:
        shown = pages()
        if shown:
            shown.show_agreement()

    return {"compare": compare, "agreement": agreement}


def _ends() -> dict[str, Callable[[Workspace], object]]:
    """The actions that move an end of the focused mark, by words and by letters."""

    def mover(*, start: bool, outwards: bool, by_letter: bool) -> Callable[[Workspace], object]:
        return lambda w: w.commands.ends.move(start=start, outwards=outwards, by_letter=by_letter)

    return {
        f"{'grow' if outwards else 'shrink'}_{'start' if start else 'end'}{'_letter' * by_letter}": mover(
            start=start, outwards=outwards, by_letter=by_letter
        )
        for outwards in (True, False)
        for start in (True, False)
        for by_letter in (False, True)
    }


def _on(page: Page, command: Callable[[Workspace], object]) -> Handler:
    def run() -> None:
        open_page = page()
        if open_page:
            command(open_page)

    return run
