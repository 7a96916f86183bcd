// Sources of Patchbay.
