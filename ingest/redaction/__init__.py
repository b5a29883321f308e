"""The files of a masked copy, made by a worker."""
