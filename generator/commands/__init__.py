"""The room `commands`; see docs/architecture.md."""
