"""pydantic, without its search for plugins among all that is installed: a third of the time of a settings check.

Everything that the settings need of it is imported from here, so that no module imports it in another way first.
"""

from __future__ import annotations

import contextlib
import importlib

from deskbreak.stand_ins import stand_ins

with stand_ins("importlib.metadata"):
    from pydantic import (
        BaseModel,
        BeforeValidator,
        ConfigDict,
        Field,
        ValidationError,
        WithJsonSchema,
    )
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    with contextlib.suppress(ImportError):  # a version that looks for them elsewhere only takes longer
        importlib.import_module("pydantic.plugin._loader")

__all__ = [
    "BaseModel",
    "BeforeValidator",
    "ConfigDict",
    "ErrorDetails",
    "Field",
    "FieldInfo",
    "ValidationError",
    "WithJsonSchema",
]
