"""Loads the demo year through the rooms' actions."""

from anpacken.config.demo.loading.load import Report, load

__all__ = ["Report", "load"]
