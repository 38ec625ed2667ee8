"""Tables out and in again, by the ending of the file; every file whole or not at all."""

from mapper.writers.atomic import check_writable, write_text
from mapper.writers.table import FORMATS, load, save

__all__ = ["FORMATS", "check_writable", "load", "save", "write_text"]
