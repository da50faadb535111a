"""`python -m annotations`: the command line without a window."""

import sys

from annotations.cli import main

if __name__ == "__main__":
    sys.exit(main())
