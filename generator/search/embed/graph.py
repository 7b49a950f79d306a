"""The e5 encoder as an ONNX graph: looked-up word vectors in, one mean-pooled vector for each text out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from generator.search.embed.weights import Weights

OPSET = 20  # the first with Gelu as one operator: a quarter faster than Erf and four multiplications
IR_VERSION = 9  # opset 20 asks for no newer one


class _Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def const(self, name: str, value: Any, kind: Any = np.float32) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value, dtype=kind), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, **attributes: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name


class _Encoder:
    """The layers of a BERT encoder over one graph."""

    def __init__(self, weights: Weights) -> None:
        self.w = weights
        self.g = _Graph()
        self._shared()

    def _shared(self) -> None:
        w, g = self.w, self.g
        size = w.hidden // w.heads
        g.const("to_heads", [0, 0, w.heads, size], np.int64)
        g.const("from_heads", [0, 0, w.hidden], np.int64)
        g.const("root", 1.0 / np.sqrt(size))
        g.const("one", 1.0)
        g.const("far", -1e4)
        g.const("axis1", [1], np.int64)
        g.const("axis2", [2], np.int64)
        g.const("axes12", [1, 2], np.int64)
        inverse = g.node("Sub", ["one", "mask"], "inverse_mask")
        g.node("Unsqueeze", [g.node("Mul", [inverse, "far"], "far_mask"), "axes12"], "bias")

    def linear(self, x: str, name: str, width: int) -> str:
        weight = self.w.tensors[name + ".w"].reshape(-1, width).T
        product = self.g.node("MatMul", [x, self.g.const(name + ".weight", weight)], name + ".product")
        return self.g.node("Add", [product, self.g.const(name + ".bias", self.w.tensors[name + ".b"])], name)

    def norm(self, x: str, weight: str, bias: str, name: str) -> str:
        inputs = [
            x,
            self.g.const(name + ".scale", self.w.tensors[weight]),
            self.g.const(name + ".shift", self.w.tensors[bias]),
        ]
        return self.g.node("LayerNormalization", inputs, name, axis=-1, epsilon=self.w.epsilon)

    def heads(self, x: str, name: str, order: list[int]) -> str:
        parts = self.g.node("Reshape", [self.linear(x, name, self.w.hidden), "to_heads"], name + ".split")
        return self.g.node("Transpose", [parts], name + ".heads", perm=order)

    def attention(self, x: str, layer: str) -> str:
        query, key = self.heads(x, layer + "q", [0, 2, 1, 3]), self.heads(x, layer + "k", [0, 2, 3, 1])
        value = self.heads(x, layer + "v", [0, 2, 1, 3])
        score = self.g.node("Mul", [self.g.node("MatMul", [query, key], layer + "scores"), "root"], layer + "scaled")
        share = self.g.node(
            "Softmax", [self.g.node("Add", [score, "bias"], layer + "masked")], layer + "share", axis=-1
        )
        mixed = self.g.node(
            "Transpose", [self.g.node("MatMul", [share, value], layer + "mix")], layer + "back", perm=[0, 2, 1, 3]
        )
        return self.linear(self.g.node("Reshape", [mixed, "from_heads"], layer + "joined"), layer + "ao", self.w.hidden)

    def feed_forward(self, x: str, layer: str) -> str:
        inner = self.linear(x, layer + "fi", self.w.hidden)
        gelu = self.g.node("Gelu", [inner], layer + "gelu")
        return self.linear(gelu, layer + "fo", self.w.feed_forward)

    def build(self) -> Any:
        from onnx import TensorProto, helper

        x = self.norm("x", "emb.ln.w", "emb.ln.b", "embedded")
        for number in range(self.w.layers):
            layer = f"l{number}."
            x = self.norm(
                self.g.node("Add", [x, self.attention(x, layer)], layer + "sum1"),
                layer + "aln.w",
                layer + "aln.b",
                layer + "n1",
            )
            x = self.norm(
                self.g.node("Add", [x, self.feed_forward(x, layer)], layer + "sum2"),
                layer + "oln.w",
                layer + "oln.b",
                layer + "n2",
            )
        mask = self.g.node("Unsqueeze", ["mask", "axis2"], "mask3")
        total = self.g.node("ReduceSum", [self.g.node("Mul", [x, mask], "visible"), "axis1"], "total", keepdims=0)
        length = self.g.node("ReduceSum", ["mask", "axis1"], "length", keepdims=1)
        self.g.node("Div", [total, length], "vector")
        kind = TensorProto.FLOAT
        inputs = [
            helper.make_tensor_value_info("x", kind, ["texts", "tokens", self.w.hidden]),
            helper.make_tensor_value_info("mask", kind, ["texts", "tokens"]),
        ]
        outputs = [helper.make_tensor_value_info("vector", kind, ["texts", self.w.hidden])]
        graph = helper.make_graph(self.g.nodes, "e5", inputs, outputs, self.g.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = IR_VERSION
        # shapes need no inference here; without this mark the quantiser warns on the user's terminal
        helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})
        return model


def write_encoder(weights: Weights, path: Path) -> None:
    """Write the encoder in 8-bit weights (dynamic quantisation, per channel) to `path`.

    Weights take 7 of the 8 bits: without VNNI, sums of full-range products overflow 16 bits inside the processor, and
    the same text would get another vector on another machine (cosine to float 0.9965 either way, twice as fast there).
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full = path.with_name("full.onnx")
    onnx.save(_Encoder(weights).build(), str(full))
    quantize_dynamic(
        str(full),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul"],
        extra_options={"MatMulConstBOnly": True},
    )
    full.unlink()
