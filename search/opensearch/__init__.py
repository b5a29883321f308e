"""The index on an OpenSearch server: for each owner documents and pages, in versions behind aliases."""
