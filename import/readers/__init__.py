"""One reader per format; each turns bytes into blocks, and all that follows sees only blocks."""
