"""A whole meeting of the invented partnership, run through the real window by its own keys and clicks."""
