"""`python -m deskbreak.player`: plays one routine, as the request on stdin asks."""

from __future__ import annotations

import sys

from deskbreak.player.main import main

if __name__ == "__main__":
    sys.exit(main())
