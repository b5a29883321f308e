"""The name model as the product runs it."""
