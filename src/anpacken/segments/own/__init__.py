"""What this room asks about persons and organisations of its own accord."""

from anpacken.segments.own import consents, custom, interests, records, ties

CONDITIONS = (*records.CONDITIONS, *interests.CONDITIONS, *ties.CONDITIONS, *consents.CONDITIONS)
custom_conditions = custom.conditions

__all__ = ["CONDITIONS", "custom_conditions"]
