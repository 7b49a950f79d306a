"""The room `export`; see docs/architecture.md."""
