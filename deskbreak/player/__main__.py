"""`python -m deskbreak.player`: plays one routine, as the request on stdin asks."""

from __future__ import annotations

import gc
import sys

gc.disable()  # until the first picture: nothing that is made before it goes away again

from deskbreak.player.main import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
