"""Addresses without a language."""

from __future__ import annotations

from django.urls import path

from anpacken.website.views import meta

app_name = "meta"
urlpatterns = [
    path("health/", meta.health, name="health"),
    path("robots.txt", meta.robots, name="robots"),
    path("sitemap.xml", meta.sitemap_xml, name="sitemap"),
]
