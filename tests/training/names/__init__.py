"""How the name models are made: every step that needs neither ``../shared`` nor, where it is not installed, PyTorch."""
