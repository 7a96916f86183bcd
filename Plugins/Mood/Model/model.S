/* The trained network, as it stands in mood.onnx, so that the plugin is one file.
 * SHA-256: 06cb53b8ac0754d157288aa735b001c563f6b0f0b9d6882eee9547f594f74bcb
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
