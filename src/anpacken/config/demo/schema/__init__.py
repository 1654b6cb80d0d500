"""What the demo's data files may say. Strict: unknown fields and missing translations are errors."""
