"""Who is who within a document, and what may tie it to others: mentions → references (*hänvisningar*)."""
