"""What a site starts: container files, and a real OpenSearch node for tests and demo. Not imported by the product."""
