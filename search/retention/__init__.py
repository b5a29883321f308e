"""Retention (*gallring*): its rules, what is due, what is held, what is chosen to be erased, and the yearly report."""
