"""A report with its claims as a person would underline it, line by line, for a terminal or a pipe."""

from mapper.explain.merging import explain_merging
from mapper.explain.report import explain

__all__ = ["explain", "explain_merging"]
