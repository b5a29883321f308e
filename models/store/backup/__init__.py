"""Backups (*säkerhetskopior*): taken while everything runs, checked, and put back (docs/backup.md)."""
