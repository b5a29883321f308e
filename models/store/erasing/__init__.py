"""Erasing documents from the register: what goes with what, what each table has to do with it, and what is cleared
afterwards."""
