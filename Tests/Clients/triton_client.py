"""Speaks to a running host with Triton's own client, unmodified.

Usage: triton_client.py HOST:PORT. The host serves `echo`. Every failure raises.
"""

import sys

import numpy as np
import tritonclient.http as triton
from tritonclient.utils import InferenceServerException


def refused(call, sentence):
    """Runs `call`, which must fail with `sentence` in its message."""
    try:
        call()
    except InferenceServerException as error:
        assert sentence in error.message(), error
        return
    raise AssertionError(f"not refused: {sentence}")


def audio(samples, binary):
    tensor = triton.InferInput("audio", samples.shape, "FP32")
    tensor.set_data_from_numpy(samples, binary_data=binary)
    return tensor


def main(address):
    client = triton.InferenceServerClient(address)

    # Health and metadata.
    assert client.is_server_live()
    assert client.is_server_ready()
    assert client.is_model_ready("echo")
    assert client.is_model_ready("echo", "1.0.0")
    assert not client.is_model_ready("echo", "9")
    assert not client.is_model_ready("nothing")
    server = client.get_server_metadata()
    assert server["name"] == "patchbay" and "binary_tensor_data" in server["extensions"]
    model = client.get_model_metadata("echo")
    assert {"name": "echo.time", "datatype": "FP64", "shape": [-1]} in model["outputs"]
    assert client.get_model_config("echo")["max_batch_size"] == 0

    # Inference: JSON and binary, in and out, packed and plain.
    samples = np.array([[0.5, -1.25, 3.0e-39, 7]], dtype=np.float32)
    for binary_in in (False, True):
        for binary_out in (False, True):
            for packing in (None, "gzip", "deflate"):
                wanted = triton.InferRequestedOutput("echo", binary_data=binary_out)
                result = client.infer(
                    "echo", [audio(samples, binary_in)], outputs=[wanted], request_id="one",
                    parameters={"rate": 16000}, request_compression_algorithm=packing,
                    response_compression_algorithm=packing)
                assert np.array_equal(result.as_numpy("echo"), samples)
                assert result.get_response()["id"] == "one"
    result = client.infer("echo", [audio(samples, True)], parameters={"rate": 16000})
    assert result.as_numpy("echo.time").tolist() == [0.0]
    assert result.as_numpy("size").shape == (0, 3)

    # A long answer, packed by the server.
    long = np.arange(100_000, dtype=np.float32).reshape(1, -1)
    result = client.infer(
        "echo", [audio(long, True)], parameters={"rate": 16000},
        response_compression_algorithm="gzip")
    assert np.array_equal(result.as_numpy("echo"), long)

    # Texts, as bytes and as JSON.
    texts = np.array(["héllo", ""], dtype=np.object_)
    for binary in (False, True):
        tensor = triton.InferInput("text", [2], "BYTES")
        tensor.set_data_from_numpy(texts, binary_data=binary)
        answer = client.infer("echo", [tensor]).as_numpy("text").tolist()
        assert [t if isinstance(t, str) else t.decode() for t in answer] == ["héllo", ""]

    # Frames.
    pixels = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(1, 2, 3, 3)
    frame = triton.InferInput("frame", pixels.shape, "UINT8")
    frame.set_data_from_numpy(pixels)
    size = client.infer("echo", [frame]).as_numpy("size")
    assert size.tolist() == [[3.0, 2.0, float(pixels.sum())]]

    # Many requests at the same time.
    several = triton.InferenceServerClient(address, concurrency=4)
    pending = [
        several.async_infer("echo", [audio(samples + i, True)], parameters={"rate": 16000})
        for i in range(32)
    ]
    for i, request in enumerate(pending):
        assert np.array_equal(request.get_result().as_numpy("echo"), samples + i)

    # Errors reach the caller as sentences.
    refused(lambda: client.infer("echo", [audio(samples, True)]), "needs its sample rate")
    shared = triton.InferRequestedOutput("echo")
    shared.set_shared_memory("mine", 16)
    refused(
        lambda: client.infer(
            "echo", [audio(samples, True)], outputs=[shared], parameters={"rate": 16000}),
        "in the shared memory 'mine', which this host does not have")
    refused(lambda: client.get_system_shared_memory_status(), "shares no memory")
    refused(lambda: client.register_system_shared_memory("mine", "/mine", 16), "shares no memory")
    refused(lambda: client.unregister_cuda_shared_memory("mine"), "shares no memory")
    refused(lambda: client.get_model_metadata("ecko"), "did you mean 'echo'?")

    # Statistics count all of it.
    stats = client.get_inference_statistics("echo")["model_stats"][0]
    assert stats["inference_stats"]["success"]["count"] > 40
    assert len(client.get_inference_statistics()["model_stats"]) >= 1

    # The repository.
    assert {"name": "echo", "state": "READY"}.items() <= client.get_model_repository_index()[0].items()
    client.unload_model("echo")
    assert not client.is_model_ready("echo")
    client.load_model("echo")
    assert client.is_model_ready("echo")
    refused(
        lambda: client.load_model("echo", config="{}", files={"file:1/model.so": b"x"}),
        "cannot")
    print("ok")


main(sys.argv[1])
