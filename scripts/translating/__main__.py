"""`scripts/translations COMMAND`."""

import sys

from scripts.translating.main import main

sys.exit(main(sys.argv[1:]))
