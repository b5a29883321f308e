"""The planted stories: ties between people, companies, properties and vehicles that only show across sources."""
