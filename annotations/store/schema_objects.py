"""Everything that is in the project files of each version, as digests of its SQL. A test says what to add here.

It is kept as a table because making it anew for each file that is opened would take a third of a second.
"""

from typing import NamedTuple

WHOLE = "2bc8bd764fea883c43796a9eb9000081"  # of all that is in a file of the latest version
LATEST = 9_999  # as long as nothing has replaced it


class Object(NamedTuple):
    """A table, index, view or trigger, the first and the last version of files that have it, and its digest."""

    kind: str
    name: str
    first: int
    last: int
    digest: str


_LINES = """
table _sqlite_migrations 1 – 65c19eee0fd9454e
index idx__sqlite_migrations_migration_set_name 1 – 897a774387ac5469
table schemes 1 7 97f170e56ddb56fa
table annotators 1 7 fd957b5af311caca
table articles 1 7 4277d69de278f0b0
table annotations 1 7 df9b37aa88aebbab
index annotations_of_article 1 7 a52e50044750815a
index annotations_of_annotator 1 7 39416770779a5ed4
table progress 1 7 01359b01cec4543a
index progress_of_annotator 1 – 58ae3130e4b0b32e
table steps 1 7 6c61588a1a663a54
index steps_of_annotator 1 – 2194fdff9782ad1c
table changes 1 2 0f02d703eeff3a05
index changes_of_step 1 – 5e74af2271d2d1f2
index changes_of_row 1 7 d06a7738a302566c
table articles_fts 1 – ffad1011aa793796
table articles_fts_data 1 – -
table articles_fts_idx 1 – -
table articles_fts_docsize 1 – -
table articles_fts_config 1 – -
trigger articles_ai 1 7 a06108b9444ead20
trigger articles_ad 1 7 878d48248979d579
trigger articles_au 1 7 5ace88501936a499
table terms 2 7 c07347784dc81ceb
table terms_fts 2 – 313a7f88a3473e7b
table terms_fts_data 2 – -
table terms_fts_idx 2 – -
table terms_fts_docsize 2 – -
table terms_fts_config 2 – -
table annotation_terms 2 – 9c2afaa62f70fda3
table article_terms 2 – 7309f4a4cd5c1732
trigger annotation_terms_empty 2 7 9e789f8998692d81
trigger article_terms_empty 2 7 498e5e3018be9204
index articles_by_title 2 – ef4e2097975118a5
index articles_by_source 2 – c9f628b28245ccb3
index articles_by_published 2 – f110afcaaa43289f
view said_in_annotations 2 7 31ec30673b53d680
view said_of_articles 2 7 a999d80499b43f03
trigger annotation_added 2 7 d51fefd86ecca09f
trigger annotation_gone 2 7 25decaa584fdaf40
trigger verdict_changed 2 7 baadb156be859d4e
trigger label_changed 2 7 678f7f7550713461
trigger fields_changed 2 7 403e8affd8eb6448
trigger links_changed 2 7 f2be52aa3848ba9a
trigger first_mark 2 7 5aa44ebb9da4832e
trigger last_mark 2 7 509b10bb2400e58c
trigger article_insert 2 7 30241ab5c3242ebf
trigger progress_insert 2 7 5fa4f69b42ba00a6
trigger article_delete 2 7 9055479c8c6bfaa4
trigger progress_delete 2 7 4b61700bc353210f
trigger article_update 2 7 1593ef352499ab25
trigger progress_update 2 7 0b071a60bc9fc293
table changes 3 7 ca3824660e81d409
index changes_of_article 4 7 bb839d1caddbc130
table machines 5 5 97bc3dbf35cf158d
table problems 5 5 f9126e7207bb365b
index refused 5 7 1b41a03145f8829a
table machines 6 7 2267e6db141832db
table problems 6 7 9782651532d95efc
index marked 7 7 e5373d2b4b923cd9
table schemes 8 – 0b46ac5431505bde
table annotators 8 – d9ca49fda5076ba3
table articles 8 – 3b1cf2edc7b1d0e8
table annotations 8 – 4c3fb0d26bf6912c
index annotations_of_article 8 – 300ed2aed360c320
index annotations_of_annotator 8 – 8a8b0604855e36f2
index refused 8 – 309835202ff12982
index marked 8 – ff2c9844da1740cb
table progress 8 – 12bdfb74089fae0b
table machines 8 – 4645de81880268e1
table problems 8 – c98f897e89f3947f
table steps 8 – b5e212477ccb3535
table changes 8 – d6ab857dd194a796
index changes_of_article 8 – 0a593fe2f8834807
index changes_of_others 8 – c96738f1882f45be
table removed 8 – 2d592da9efbeaac0
table terms 8 – b61415611f0cd8c1
"""

OBJECTS = tuple(
    Object(kind, name, int(first), LATEST if last == "–" else int(last), digest)
    for kind, name, first, last, digest in (line.split() for line in _LINES.strip().splitlines())
)
