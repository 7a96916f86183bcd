// Sources of JSON.
