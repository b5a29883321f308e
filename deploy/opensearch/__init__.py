"""A real OpenSearch node without Docker: fetched from Maven Central once, started, waited for and stopped."""
