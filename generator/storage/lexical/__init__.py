"""The lexical index, in the same database and the same transaction as the passages."""
