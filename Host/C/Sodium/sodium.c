// The headers alone: libsodium is linked.
