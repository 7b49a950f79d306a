"""The room `search`; see docs/architecture.md."""
