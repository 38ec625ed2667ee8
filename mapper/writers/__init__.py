"""Tables out and in again, by the ending of the file; whole or not at all."""

from mapper.writers.table import FORMATS, check_format, load, load_claims, save

__all__ = ["FORMATS", "check_format", "load", "load_claims", "save"]
