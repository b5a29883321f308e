"""Which documents are alike: words → shingles → bands → candidates → a verdict by what truly differs."""
