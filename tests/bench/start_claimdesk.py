"""Run `claimdesk FILE` until its first article is painted. The file is the argument."""

import sys

from first_paint import tell_first_paint

from desktop.__main__ import main
from desktop.views.article.reader import Reader

tell_first_paint(Reader)
sys.exit(main(sys.argv[1:]))
