"""Names of persons, organisations and places, by rules and tables (*namnigenkänning*)."""
