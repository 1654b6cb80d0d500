"""Translated text: one value, every configured language, and a state that is computed."""

from anpacken.core.texts.field import TranslatedField
from anpacken.core.texts.value import TextState, TranslatedText, translated

__all__ = ["TextState", "TranslatedField", "TranslatedText", "translated"]
