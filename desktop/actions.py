"""Everything that a person can do: one row for each action, under its menu; no other place knows about it.

A row has a name, a text, default keys with blanks between them, and the command; `line` draws a line above it in the
menu. The window's `details` say what undo and redo would act on. The kind of row says on which page it works and what
its command is called on: see `desktop.action_rows`. Menus, command palette, key sheet, key settings and the README
follow from the rows.
"""

from PySide6.QtCore import Qt

from desktop.action_rows import everywhere, grouped, in_project, on_agreement, on_article, on_compare, on_marks

_FILE = (
    everywhere("new_project", "New project…", "Ctrl+N", lambda w: w.projects.new()),
    everywhere("open_project", "Open project…", "Ctrl+O", lambda w: w.projects.open()),
    everywhere("open_sample", "Open the sample project", "", lambda w: w.projects.open_sample()),
    in_project(
        "save_as",
        "Save as…",
        "Ctrl+Shift+S",
        lambda w, p: w.projects.save_as(p.workspace.session, p.workspace.opened.article, p.workspace.reader.caret()),
    ),
    in_project("save_copy", "Save a copy as…", "", lambda w, p: w.projects.save_copy(p.workspace.session)),
    in_project("show_in_folder", "Show in folder", "", lambda w, p: w.projects.show_in_folder(p.workspace.session)),
    in_project(
        "import_articles",
        "Import articles…",
        "Ctrl+I",
        lambda w, p: w.imports.ask(p.workspace.session),
        line=True,
    ),
    in_project("merge", "Merge other people's work…", "", lambda w, p: w.merges.ask(p.workspace.session)),
    in_project("highlight", "Highlight articles", "Ctrl+H", lambda w, p: w.highlighting.start(p.workspace.session)),
    in_project("export", "Export labelled data…", "Ctrl+E", lambda w, p: w.exports.ask(p.workspace.session)),
    on_marks("save_pdf", "Save article as PDF…", "", lambda c: c.printing.save_pdf()),
    on_marks("print", "Print article…", "Ctrl+P", lambda c: c.printing.print()),
    in_project("stop", "Cancel task", "Ctrl+.", lambda w, _: w.jobs.cancel()),
    in_project("close_project", "Close project", "Ctrl+W", lambda w, _: w.close_project(), line=True),
    everywhere("quit", "Quit", "Ctrl+Q", lambda w: w.close()),
)

_EDIT = (
    on_article("undo", "Undo", "Ctrl+Z", lambda w: w.commands.undoing.undo()),
    on_article("redo", "Redo", "Ctrl+Shift+Z Ctrl+Y", lambda w: w.commands.undoing.redo()),
    on_marks("copy", "Copy", "", lambda c: c.copying.copy(), line=True),
    on_marks("copy_quotation", "Copy as quotation", "Ctrl+Shift+C", lambda c: c.copying.copy_quotation()),
    on_article("select_all", "Select all", "", lambda w: w.reader.selectAll()),
    on_marks("find", "Find in article…", "Ctrl+F", lambda c: c.here.open(), line=True),
    on_article(
        "search",
        "Search articles",
        "Ctrl+Shift+F",
        lambda w: w.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
    ),
    on_article("next_hit", "Next hit", "F3", lambda w: w.finding.go(1)),
    on_article("previous_hit", "Previous hit", "Shift+F3", lambda w: w.finding.go(-1)),
    on_article("filter", "Filter the queue…", "Ctrl+Alt+F", lambda w: w.queue_view.open_filter()),
    in_project("annotator", "Change annotator…", "", lambda w, _: w.ask_annotator(), line=True),
    on_marks("remarks", "Notes, questions and bookmarks…", "Ctrl+Shift+B", lambda c: c.remarking.open(), line=True),
    everywhere("preferences", "Preferences…", "Ctrl+,", lambda w: w.show_preferences()),
)

_MARK = (
    on_marks("accept", "Accept suggestion", "Y", lambda c: c.marking.accept(), once=True),
    on_marks(
        "reject", "Reject suggestion or delete mark", "N Backspace Delete", lambda c: c.marking.reject(), once=True
    ),
    on_marks(
        "next_suggestion", "Next suggestion", "Tab", lambda c: c.marking.go_to_suggestion(1), line=True, in_text=True
    ),
    on_marks(
        "previous_suggestion",
        "Previous suggestion",
        "Shift+Tab",
        lambda c: c.marking.go_to_suggestion(-1),
        in_text=True,
    ),
    on_marks("next_claim", "Next claim", "J", lambda c: c.marking.go_to_bar(1), line=True),
    on_marks("previous_claim", "Previous claim", "K", lambda c: c.marking.go_to_bar(-1)),
    on_article("card", "Show mark details", "F2", lambda w: w.reader.show_card()),
    on_marks("cycle", "Cycle through marks at the caret", "O", lambda c: c.marking.cycle()),
    on_marks("every", "Mark every occurrence…", "Ctrl+D", lambda c: c.everywhere.open(), line=True),
    *grouped(
        "Adjust mark",
        on_marks("move", "Move mark to selection", "M", lambda c: c.ends.move_to_selection()),
        on_marks("grow_start", "Extend start by a word", "[", lambda c: c.ends.grow("start")),
        on_marks("grow_end", "Extend end by a word", "]", lambda c: c.ends.grow("end")),
        on_marks("shrink_start", "Shrink start by a word", "{", lambda c: c.ends.shrink("start")),
        on_marks("shrink_end", "Shrink end by a word", "}", lambda c: c.ends.shrink("end")),
        on_marks(
            "grow_start_letter", "Extend start by a letter", "Ctrl+[", lambda c: c.ends.grow("start", by_letter=True)
        ),
        on_marks("grow_end_letter", "Extend end by a letter", "Ctrl+]", lambda c: c.ends.grow("end", by_letter=True)),
        on_marks(
            "shrink_start_letter",
            "Shrink start by a letter",
            "Ctrl+{",
            lambda c: c.ends.shrink("start", by_letter=True),
        ),
        on_marks(
            "shrink_end_letter", "Shrink end by a letter", "Ctrl+}", lambda c: c.ends.shrink("end", by_letter=True)
        ),
        on_marks("to_the_letter", "Use exact selection", "L", lambda c: c.ends.to_the_letter()),
    ),
    *grouped(
        "Same name",
        on_marks("join", "Join with another name…", "Ctrl+J", lambda c: c.grouping.join()),
        on_marks("split", "Split from other names", "Ctrl+Shift+J", lambda c: c.grouping.split()),
        on_marks("split_one", "Split only this mention…", "Ctrl+Alt+J", lambda c: c.grouping.split_one()),
    ),
    *grouped(
        "Answers",
        on_marks("repeat", "Repeat last answer", "Ctrl+R", lambda c: c.repeating.repeat()),
        on_marks("copy_answers", "Copy answers from the previous claim", "=", lambda c: c.repeating.copy_from_before()),
        on_marks("carry", "Carry last answer forward", "Ctrl+Shift+R", lambda c: c.repeating.carry_latest()),
        on_marks("words", "Link to free text", "/", lambda c: c.linking.write()),
    ),
    on_article("machines", "Suggestion sources…", "", lambda w: w.offering.show_machines(), line=True),
    on_article("retry", "Highlight this article again", "", lambda w: w.offering.retry()),
    on_marks("cancel", "Deselect", "Esc", lambda c: c.tagging.cancel(), line=True),
)

_ARTICLE = (
    on_article("language", "Article language…", "", lambda w: w.offering.ask_language()),
    on_marks("next_sentence", "Next sentence", ".", lambda c: c.moving.by_sentence(1)),
    on_marks("previous_sentence", "Previous sentence", ",", lambda c: c.moving.by_sentence(-1)),
    on_marks("next_paragraph", "Next paragraph", ">", lambda c: c.moving.by_paragraph(1)),
    on_marks("previous_paragraph", "Previous paragraph", "<", lambda c: c.moving.by_paragraph(-1)),
    on_marks("select_sentence", "Select sentence", "Ctrl+L", lambda c: c.moving.select_sentence(), line=True),
    on_marks(
        "select_next_sentence",
        "Extend selection to next sentence",
        "Alt+Shift+Right",
        lambda c: c.moving.by_sentence(1, select=True),
    ),
    on_marks(
        "select_previous_sentence",
        "Extend selection to previous sentence",
        "Alt+Shift+Left",
        lambda c: c.moving.by_sentence(-1, select=True),
    ),
    on_marks(
        "select_next_paragraph",
        "Extend selection to next paragraph",
        "Ctrl+Shift+Down",
        lambda c: c.moving.by_paragraph(1, select=True),
    ),
    on_marks(
        "select_previous_paragraph",
        "Extend selection to previous paragraph",
        "Ctrl+Shift+Up",
        lambda c: c.moving.by_paragraph(-1, select=True),
    ),
    on_marks("finish", "Finish claim", "Return Enter", lambda c: c.finishing.finish(), line=True, once=True),
    on_marks("done", "Finish article and continue", "Ctrl+Return Ctrl+Enter", lambda c: c.finishing.done(), once=True),
    on_article("next_article", "Next article", "Ctrl+Down", lambda w: w.step(1), line=True),
    on_article("previous_article", "Previous article", "Ctrl+Up", lambda w: w.step(-1)),
    on_marks("back", "Go back", "Alt+Left", lambda c: c.places.back(), line=True),
    on_marks("forward", "Go forward", "Alt+Right", lambda c: c.places.forward()),
    on_marks("next_bookmark", "Next bookmark", "F4", lambda c: c.places.go_to_bookmark(1)),
    on_marks("previous_bookmark", "Previous bookmark", "Shift+F4", lambda c: c.places.go_to_bookmark(-1)),
)

_COMPARE = (
    on_compare("next_difference", "Next difference", "J N", lambda page: page.step(1)),
    on_compare("previous_difference", "Previous difference", "K P", lambda page: page.step(-1)),
    on_compare("side_by_side", "Switch layout", "L", lambda page: page.turn_layout(), line=True),
    on_compare("hide_names", "Hide or show names", "H", lambda page: page.turn_names()),
    on_compare("leave_compare", "Back", "Esc Backspace Alt+Left", lambda page: page.back_wanted.emit(), line=True),
)

_AGREEMENT = (
    on_agreement("explain_figure", "Explain this figure", "I", lambda page: page.explain_current()),
    on_agreement("leave_agreement", "Back", "Esc Backspace Alt+Left", lambda page: page.go_back(), line=True),
)

_VIEW = (
    on_marks("history", "History", "Ctrl+Shift+H", lambda c: c.history.open()),
    in_project("agreement", "Agreement", "Ctrl+G", lambda _, p: p.show_agreement()),
    in_project(
        "compare",
        "Compare annotators",
        "Ctrl+Shift+G",
        lambda _, p: p.compare_article(),
        enabled=lambda p: p.at_article,
    ),
    everywhere("theme", "Switch between light and dark", "Ctrl+Shift+D", lambda w: w.viewing.turn_theme()),
    everywhere("larger", "Increase text size", "Ctrl++ Ctrl+=", lambda w: w.viewing.zoom(1), line=True),
    everywhere("smaller", "Decrease text size", "Ctrl+-", lambda w: w.viewing.zoom(-1)),
    everywhere("usual_size", "Reset text size", "Ctrl+0", lambda w: w.viewing.zoom(None)),
    on_article("queue_pane", "Show or hide the queue", "F8", lambda w: w.stage.toggle("queue"), line=True),
    on_article("inspector_pane", "Show or hide the inspector", "Shift+F8", lambda w: w.stage.toggle("inspector")),
    on_article("hits_pane", "Show or hide search hits", "Ctrl+F8", lambda w: w.stage.toggle("hits")),
    on_article("next_pane", "Go to the next pane", "F6", lambda w: w.turn_to_part(1), line=True),
    on_article("previous_pane", "Go to the previous pane", "Shift+F6", lambda w: w.turn_to_part(-1)),
)

_HELP = (
    everywhere("palette", "All commands…", "Ctrl+K", lambda w: w.about.show_palette()),
    everywhere("shortcuts", "Keyboard shortcuts…", "?", lambda w: w.about.show_keys()),
    on_article("guide_pane", "Guidelines for this mark", "F1", lambda w: w.stage.toggle("guide")),
    everywhere("about", "About Claimdesk", "", lambda w: w.about.show_version(), line=True),
)

MENUS = {
    "File": _FILE,
    "Edit": _EDIT,
    "Mark": _MARK,
    "Article": _ARTICLE,
    "Compare": _COMPARE,
    "Agreement": _AGREEMENT,
    "View": _VIEW,
    "Help": _HELP,
}
ACTIONS = tuple(row._replace(menu=menu) for menu, rows in MENUS.items() for row in rows)
