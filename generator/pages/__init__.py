"""The room `pages`; see docs/architecture.md."""
