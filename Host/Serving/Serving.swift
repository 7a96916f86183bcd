// Sources of Serving.
