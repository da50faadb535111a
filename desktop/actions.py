"""The table of actions: name, words, keys and menu. Menus, the command palette and the shortcut sheet come from it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction


class Spec(NamedTuple):
    """An action as the user knows it."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""


ACTIONS = (
    Spec("new_project", "New project…", ("Ctrl+N",), "File"),
    Spec("open_project", "Open project…", ("Ctrl+O",), "File"),
    Spec("open_sample", "Open the sample project", (), "File"),
    Spec("save_as", "Save what is open as…", ("Ctrl+Shift+S",), "File"),
    Spec("import_articles", "Import articles…", ("Ctrl+I",), "File"),
    Spec("merge", "Merge the work of others…", (), "File"),
    Spec("highlight", "Highlight articles", ("Ctrl+H",), "File"),
    Spec("export", "Export labelled data…", ("Ctrl+E",), "File"),
    Spec("stop", "Cancel what is running", ("Ctrl+.",), "File"),
    Spec("close_project", "Close project", ("Ctrl+W",), "File"),
    Spec("quit", "Quit", ("Ctrl+Q",), "File"),
    Spec("undo", "Undo", ("Ctrl+Z",), "Edit"),
    Spec("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
    Spec("search", "Search articles", ("Ctrl+F",), "Edit"),
    Spec("next_hit", "Next hit", ("F3",), "Edit"),
    Spec("previous_hit", "Previous hit", ("Shift+F3",), "Edit"),
    Spec("filter", "Filter the queue…", ("Ctrl+Shift+F",), "Edit"),
    Spec("annotator", "Change annotator…", (), "Edit"),
    Spec("remarks", "Notes, questions and bookmarks…", ("Ctrl+Shift+B",), "Edit"),
    Spec("preferences", "Preferences…", ("Ctrl+,",), "Edit"),
    Spec("machines", "Where suggestions come from…", (), "Mark"),
    Spec("retry", "Try to highlight this article again", (), "Mark"),
    Spec("accept", "Accept suggestion", ("Y",), "Mark"),
    Spec("reject", "Reject suggestion or delete mark", ("N", "Backspace", "Delete"), "Mark"),
    Spec("next_suggestion", "Next suggestion", ("Tab",), "Mark"),
    Spec("previous_suggestion", "Previous suggestion", ("Shift+Tab",), "Mark"),
    Spec("next_claim", "Next claim", ("J",), "Mark"),
    Spec("previous_claim", "Previous claim", ("K",), "Mark"),
    Spec("card", "Tell about the mark", ("F2",), "Mark"),
    Spec("cycle", "Focus what lies under the caret", ("O",), "Mark"),
    Spec("move", "Move the mark to the selection", ("M",), "Mark"),
    Spec("grow_start", "Grow at the start", ("[",), "Mark"),
    Spec("grow_end", "Grow at the end", ("]",), "Mark"),
    Spec("shrink_start", "Shrink at the start", ("{",), "Mark"),
    Spec("shrink_end", "Shrink at the end", ("}",), "Mark"),
    Spec("grow_start_letter", "Grow at the start by a letter", ("Ctrl+[",), "Mark"),
    Spec("grow_end_letter", "Grow at the end by a letter", ("Ctrl+]",), "Mark"),
    Spec("shrink_start_letter", "Shrink at the start by a letter", ("Ctrl+{",), "Mark"),
    Spec("shrink_end_letter", "Shrink at the end by a letter", ("Ctrl+}",), "Mark"),
    Spec("to_the_letter", "Take the selection to the letter", ("L",), "Mark"),
    Spec("every", "Every occurrence…", ("Ctrl+D",), "Mark"),
    Spec("join", "Join with another name…", ("Ctrl+J",), "Mark"),
    Spec("split", "Split from the other names", ("Ctrl+Shift+J",), "Mark"),
    Spec("split_one", "Split only this mention…", ("Ctrl+Alt+J",), "Mark"),
    Spec("words", "Link to words", ("/",), "Mark"),
    Spec("repeat", "Repeat the last answer", ("Ctrl+R",), "Mark"),
    Spec("copy_answers", "Answer as for the claim before", ("=",), "Mark"),
    Spec("carry", "Carry the last answer forward", ("Ctrl+Shift+R",), "Mark"),
    Spec("cancel", "Leave the mark", ("Esc",), "Mark"),
    Spec("language", "Language of the article…", (), "Article"),
    Spec("next_sentence", "Next sentence", (".",), "Article"),
    Spec("previous_sentence", "Previous sentence", (",",), "Article"),
    Spec("next_paragraph", "Next paragraph", (">",), "Article"),
    Spec("previous_paragraph", "Previous paragraph", ("<",), "Article"),
    Spec("select_sentence", "Select the sentence", ("Ctrl+L",), "Article"),
    Spec("select_next_sentence", "Select to the next sentence", ("Alt+Shift+Right",), "Article"),
    Spec("select_previous_sentence", "Select to the previous sentence", ("Alt+Shift+Left",), "Article"),
    Spec("select_next_paragraph", "Select to the next paragraph", ("Ctrl+Shift+Down",), "Article"),
    Spec("select_previous_paragraph", "Select to the previous paragraph", ("Ctrl+Shift+Up",), "Article"),
    Spec("finish", "Finish the claim", ("Return", "Enter"), "Article"),
    Spec("done", "Finish the article and go on", ("Ctrl+Return", "Ctrl+Enter"), "Article"),
    Spec("next_article", "Next article", ("Ctrl+Down",), "Article"),
    Spec("previous_article", "Previous article", ("Ctrl+Up",), "Article"),
    Spec("back", "Back to where you were", ("Alt+Left",), "Article"),
    Spec("forward", "Forward again", ("Alt+Right",), "Article"),
    Spec("next_bookmark", "Next bookmark", ("F4",), "Article"),
    Spec("previous_bookmark", "Previous bookmark", ("Shift+F4",), "Article"),
    Spec("history", "History", ("Ctrl+Shift+H",), "View"),
    Spec("agreement", "Agreement", ("Ctrl+G",), "View"),
    Spec("compare", "Compare the annotators", ("Ctrl+Shift+G",), "View"),
    Spec("theme", "Light or dark", ("Ctrl+Shift+D",), "View"),
    Spec("larger", "Larger text", ("Ctrl++", "Ctrl+="), "View"),
    Spec("smaller", "Smaller text", ("Ctrl+-",), "View"),
    Spec("usual_size", "Usual size of text", ("Ctrl+0",), "View"),
    Spec("queue_pane", "Show or hide the queue", ("F8",), "View"),
    Spec("inspector_pane", "Show or hide the inspector", ("Shift+F8",), "View"),
    Spec("hits_pane", "Show or hide the hits", ("Ctrl+F8",), "View"),
    Spec("next_pane", "Go to the next pane", ("F6",), "View"),
    Spec("previous_pane", "Go to the previous pane", ("Shift+F6",), "View"),
    Spec("palette", "All commands…", ("Ctrl+K",), "Help"),
    Spec("shortcuts", "Keys…", ("?",), "Help"),
    Spec("guide_pane", "Guidelines of what has the focus", ("F1",), "Help"),
    Spec("about", "About Claimdesk", (), "Help"),
)

MENUS = ("File", "Edit", "Mark", "Article", "View", "Help")
NEEDS_PROJECT = {spec.name for spec in ACTIONS if spec.menu in ("Edit", "Mark", "Article")} - {"preferences"} | {
    *("save_as", "import_articles", "merge", "highlight", "export", "stop", "close_project"),
    *(
        "agreement",
        "compare",
        "history",
        "queue_pane",
        "inspector_pane",
        "hits_pane",
        "guide_pane",
        "next_pane",
        "previous_pane",
    ),
}


# What acts on the article or on its page, and does nothing while another page is shown.
NEEDS_ARTICLE = {
    *(spec.name for spec in ACTIONS if spec.menu in ("Mark", "Article")),
    *("search", "compare", "history", "queue_pane", "inspector_pane", "hits_pane", "next_pane", "previous_pane"),
}

# They decide something, so a key that is held down does so once.
DECIDING = ("accept", "reject", "finish", "done")

# Tab goes on to the next widget everywhere else.
IN_ARTICLE = ("next_suggestion", "previous_suggestion")


def words(text: str) -> str:
    """The words of an action or menu in the user's language."""
    return QCoreApplication.translate("actions", text)


def make_actions(handlers: Mapping[str, Callable[[], object]], parent: QObject) -> dict[str, QAction]:
    """Make the actions, still without keys; every name of the table needs a handler.

    Those of `IN_ARTICLE` have no effect until they are added to the article's widget.
    """
    made, context = {}, Qt.ShortcutContext
    for spec in ACTIONS:
        action = QAction(words(spec.text), parent)
        action.setShortcutContext(
            context.WidgetWithChildrenShortcut if spec.name in IN_ARTICLE else context.WindowShortcut
        )
        action.setObjectName(spec.name)
        action.setAutoRepeat(spec.name not in DECIDING)
        handler = handlers[spec.name]
        action.triggered.connect(lambda _=False, handler=handler: handler())
        made[spec.name] = action
    return made
