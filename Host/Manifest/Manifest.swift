// Sources of Manifest.
