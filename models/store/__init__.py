"""What is remembered: the vault (bytes), the register (state) and the audit ledger. The register is the truth."""
