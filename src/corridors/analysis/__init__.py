"""What it means: one file, one question, one result type."""
