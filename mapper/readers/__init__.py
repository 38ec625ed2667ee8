"""Reports from what people have: text files, folders, a manifest, standard input."""

from mapper.readers.read import read

__all__ = ["read"]
