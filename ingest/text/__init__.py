"""Text as it comes: encodings, whether it is language, and what producers do to it."""
