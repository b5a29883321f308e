"""Rules that find formal names (*formella uppgifter*): one module a label, each with one ``find``."""
