"""Soạn: official guides become training material in which every sentence has an address."""

__version__ = "0.1.0"
