/* The trained network, as it stands in mood.onnx, so that the plugin is one file.
 * SHA-256: bef41b816aaddc8144b26c6ac94e07dca486c65e8bcd09c665f40d3da014f594
 * train.py writes the checksum, since a build sees that this file changed, but not that one. */
        .section .rodata
        .balign 64
        .globl  mood_model_start
        .hidden mood_model_start
mood_model_start:
        .incbin "mood.onnx"
        .globl  mood_model_end
        .hidden mood_model_end
mood_model_end:
        .section .note.GNU-stack,"",@progbits
