"""Maps: every one returns a matplotlib figure and never saves it."""
