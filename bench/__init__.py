"""Benchmarks. `make bench` runs all, `make bench NAME=registrations` one. See docs/benchmarks.md."""
