"""What a paper stands on: born-digital PDF, DOCX, mail, plain text, scans."""
