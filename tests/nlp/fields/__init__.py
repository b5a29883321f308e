"""Fields of made-up papers in many phrasings, each a text with the fields that a reader finds in it."""
