"""The demonstration: the alliance's fourth year as data files, their schema and their loader."""
