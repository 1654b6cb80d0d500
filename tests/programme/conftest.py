"""Pictures come from the room that keeps them."""

from tests.media.conftest import make_picture

__all__ = ["make_picture"]
