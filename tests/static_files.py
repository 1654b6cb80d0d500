"""The styles and scripts of the project, looked for once in a process.

Django builds its middleware anew for every test client, and WhiteNoise reads the whole tree of static files when it is
built: that was a third of all the time in which tests ask for pages.
"""

from __future__ import annotations

from typing import Any, ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware


class FoundOnce(WhiteNoiseMiddleware):
    """WhiteNoise as it is, but the second of its kind knows the files that the first one has found."""

    _found: ClassVar[dict[str, Any]] = {}

    def add_files_from_finders(self) -> None:
        if not self._found:
            super().add_files_from_finders()
            self._found.update(self.files)
        self.files.update(self._found)
