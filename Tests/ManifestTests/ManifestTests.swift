// Tests of Manifest.
