"""The ways by which something of a document comes out, by room: each module has its ``WAYS`` by name.

A new way out is a function here that takes a viewer, an installation and a drawing (of what is asked for) and gives
back what the program answers; its line in ``WAYS`` puts it before every drawn case and the check by mutation.
"""
