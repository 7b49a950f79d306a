"""The façade: what the command line, the HTTP API and the pages call, and nothing else.

`Soan` holds the library, search, lessons and files; every other job is one module here and one attribute of `Soan`.
"""

from generator.service.soan import MINUTES, Progress, Soan

__all__ = ["MINUTES", "Progress", "Soan"]
