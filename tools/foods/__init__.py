"""Builds the food table from the published tables: one module per source, and one per derived column."""
