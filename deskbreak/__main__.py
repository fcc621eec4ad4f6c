"""`python -m deskbreak`."""

import sys

from deskbreak.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
