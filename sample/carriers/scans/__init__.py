"""Papers that were printed and scanned, faxed or photographed: pictures of pages, with a box for each word."""
