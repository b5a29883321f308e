"""How the product's own models are made."""
