"""Step 2, parse: the text of a line to its parts: when, how much, of what, with what, without what. Knows no food table."""
