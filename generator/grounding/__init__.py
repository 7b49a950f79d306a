"""The room `grounding`; see docs/architecture.md."""
