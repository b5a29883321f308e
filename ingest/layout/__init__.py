"""How the words of a page belong together: reading order, tables, forms, hyphens, headers and footers."""
