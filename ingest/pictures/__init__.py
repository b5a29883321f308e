"""What is done to the picture of a page before it is recognised. Takes and returns pictures; knows no engine."""
