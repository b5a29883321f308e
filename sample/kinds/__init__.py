"""The papers of the planted stories, by kind: worded in Python, because each says what only its story says."""
