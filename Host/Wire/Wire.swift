// Sources of Wire.
