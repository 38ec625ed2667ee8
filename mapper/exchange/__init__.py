"""Our claims in the forms of other tools."""
