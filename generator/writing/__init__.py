"""The room `writing`; see docs/architecture.md."""
