/* The trained network, as it stands in mood.onnx, so that the plugin is one file. */
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
