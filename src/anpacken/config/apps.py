"""The top of the house as an app, so that its commands are found. It has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "anpacken.config"
    label = "config"
