"""Step 2, resolve: what a line of a log means, as a food of the table and grams of it."""
