"""The author with a language model: any OpenAI-compatible server, asked loosely and believed strictly.

`client.py` talks to the server and turns every failure into one `ModelError` with a plain sentence; `replies.py` finds
the JSON in what came; `schemas.py` says what is asked for and what is accepted; `asking.py` is one question with one
repair round; `fit.py` fits evidence to the context; `writer.py` asks for each kind of text. What the model wrote is a
draft of sentences with the passages it names: whether they carry it is for `generator.grounding` to say, above here.
"""

from generator.writing.model.client import ChatClient, ModelConfig
from generator.writing.model.writer import ModelWriter

__all__ = ["ChatClient", "ModelConfig", "ModelWriter"]
