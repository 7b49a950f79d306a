"""The room `checks`; see docs/architecture.md."""
