"""Names by their spelling: an index of names, and finding them in running text."""
