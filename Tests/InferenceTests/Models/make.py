"""Writes the small models of these tests beside this file. Needs the PyPI package onnx.

    python3 -m venv venv && venv/bin/pip install onnx==1.18.0 && venv/bin/python make.py
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

FOLDER = Path(__file__).parent


def port(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def constant(name, value):
    return numpy_helper.from_array(np.asarray(value), name)


def write(name, nodes, inputs, outputs, constants=(), **about):
    """Writes `name`.onnx, of an IR and operators that ONNX Runtime 1.20 and later know."""
    custom = about.pop("custom", {})
    graph = helper.make_graph(
        nodes, name, inputs, outputs, list(constants), doc_string=about.pop("graph_text", "")
    )
    model = helper.make_model(
        graph, ir_version=10, opset_imports=[helper.make_opsetid("", 21)], **about
    )
    if custom:
        helper.set_model_props(model, custom)
    checker.check_model(model)
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))


# y = 2 x + 1, for any number of rows of three.
write(
    "affine",
    [
        helper.make_node("Mul", ["x", "two"], ["doubled"]),
        helper.make_node("Add", ["doubled", "one"], ["y"]),
    ],
    [port("x", TensorProto.FLOAT, ["rows", 3])],
    [port("y", TensorProto.FLOAT, ["rows", 3])],
    [constant("two", np.float32(2)), constant("one", np.float32(1))],
    producer_name="patchbay",
    doc_string="Twice x and one.",
    domain="test",
    model_version=7,
    custom={"labels": "a,b,c", "rate": "22050"},
)

# Every type that a tensor can hold, sent back.
TYPES = {
    "float32": TensorProto.FLOAT,
    "float64": TensorProto.DOUBLE,
    "float16": TensorProto.FLOAT16,
    "int8": TensorProto.INT8,
    "int16": TensorProto.INT16,
    "int32": TensorProto.INT32,
    "int64": TensorProto.INT64,
    "uint8": TensorProto.UINT8,
    "uint16": TensorProto.UINT16,
    "uint32": TensorProto.UINT32,
    "uint64": TensorProto.UINT64,
    "bool": TensorProto.BOOL,
    "string": TensorProto.STRING,
}
write(
    "types",
    [helper.make_node("Identity", [name], [f"{name} out"]) for name in TYPES],
    [port(name, kind, ["n", None]) for name, kind in TYPES.items()],
    [port(f"{name} out", kind, ["n", None]) for name, kind in TYPES.items()],
)

# Two inputs of different types and ranks; two outputs.
write(
    "pair",
    [
        helper.make_node("Gather", ["table", "ids"], ["rows"]),
        helper.make_node("Mul", ["rows", "scale"], ["scaled"]),
        helper.make_node("Shape", ["ids"], ["size"]),
    ],
    [port("ids", TensorProto.INT64, ["batch", "length"]), port("scale", TensorProto.FLOAT, [])],
    [
        port("scaled", TensorProto.FLOAT, ["batch", "length", 2]),
        port("size", TensorProto.INT64, [2]),
    ],
    [constant("table", np.arange(8, dtype=np.float32).reshape(4, 2))],
)

# Fails while it runs, unless it is given four values.
write(
    "four",
    [helper.make_node("Reshape", ["x", "shape"], ["y"])],
    [port("x", TensorProto.FLOAT, ["n"])],
    [port("y", TensorProto.FLOAT, [2, 2])],
    [constant("shape", np.asarray([2, 2], dtype=np.int64))],
)

# Counts to x: with a large x, practically without an end.
body = helper.make_graph(
    [
        helper.make_node("Identity", ["go"], ["go on"]),
        helper.make_node("Add", ["sum", "step"], ["next"]),
    ],
    "body",
    [
        port("i", TensorProto.INT64, []),
        port("go", TensorProto.BOOL, []),
        port("sum", TensorProto.INT64, []),
    ],
    [port("go on", TensorProto.BOOL, []), port("next", TensorProto.INT64, [])],
    [constant("step", np.int64(1))],
)
write(
    "count",
    [helper.make_node("Loop", ["x", "", "zero"], ["y"], body=body)],
    [port("x", TensorProto.INT64, [])],
    [port("y", TensorProto.INT64, [])],
    [constant("zero", np.int64(0))],
)

# An input that is no tensor, and an output that is none.
sequence = helper.make_tensor_sequence_value_info
write(
    "sequence-in",
    [helper.make_node("SequenceLength", ["items"], ["n"])],
    [sequence("items", TensorProto.FLOAT, None)],
    [port("n", TensorProto.INT64, [])],
)
write(
    "sequence-out",
    [
        helper.make_node("SequenceConstruct", ["x"], ["items"]),
        helper.make_node("Identity", ["x"], ["y"]),
    ],
    [port("x", TensorProto.FLOAT, ["n"])],
    [sequence("items", TensorProto.FLOAT, None), port("y", TensorProto.FLOAT, ["n"])],
)
