"""The cluster (*kluster*) in which documents are read: worker processes here, or on machines that are there already."""
