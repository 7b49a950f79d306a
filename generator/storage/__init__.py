"""The room `storage`; see docs/architecture.md."""
