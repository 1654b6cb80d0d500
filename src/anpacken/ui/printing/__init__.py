"""Printed documents in the house's letter and colours: tagged PDFs, typeset from templates and JSON."""
