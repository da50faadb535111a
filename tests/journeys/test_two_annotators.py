from annotations.operations.annotating import annotations_of


def claims(analyst) -> list[str]:
    return [mark.annotation.quote for mark in analyst.marks("claim")]


def test_a_second_annotator_does_not_see_the_firsts_marks(open_window, sample) -> None:
    ana, ben = open_window(sample), open_window(sample, "Ben")
    before = claims(ben)
    ana.sit_down()
    ana.desk.reader.select(1000, 1000)
    ana.press("Space A")
    ben.desk.session.follow()
    assert claims(ben) == before
    ana.undo_all()
    assert len(claims(ana)) > 3


def test_both_work_in_one_file_and_undo_only_their_own(open_window, sample, content_of) -> None:
    ana, ben = open_window(sample), open_window(sample, "Ben")
    before = content_of(ana.project), content_of(ben.project)
    for analyst in (ana, ben, ana, ben):
        analyst.sit_down()
        analyst.desk.reader.select(900, 940)
        analyst.press("Space A 1")
    ana.sit_down()
    assert ana.undo_all() == 6
    assert content_of(ana.project) == before[0]
    assert content_of(ben.project) != before[1]
    ben.sit_down()
    assert ben.undo_all() == 6
    assert content_of(ben.project) == before[1]


def test_a_new_name_begins_with_nothing_and_the_queue_follows(open_window, sample) -> None:
    cleo = open_window(sample, "Cleo")
    assert cleo.marks("claim") == []
    assert cleo.marks("entity") == []
    cleo.desk.set_annotator("Ana")
    assert len(cleo.marks("claim")) > 3
    people = {mark.annotator for mark in annotations_of(cleo.project, cleo.desk.opened.article.id)}
    assert len(people) == 2
