// Sources of Media.
