"""The frozen program."""

import sys

from deskbreak.__main__ import main

sys.exit(main())
