"""The parts of ``samsyn verify``: originals and pages, source folders, what nothing names."""
