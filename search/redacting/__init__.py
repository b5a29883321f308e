"""Masked copies: what is proposed to be covered, what covers it, and how the pages then look."""
