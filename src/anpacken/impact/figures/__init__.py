"""The alliance's figures, defined in code: what each one says and how its records are counted."""

from anpacken.impact.figures.definitions import FIGURES, figure, keys
from anpacken.impact.figures.kinds import Figure, Part, Span

__all__ = ["FIGURES", "Figure", "Part", "Span", "figure", "keys"]
