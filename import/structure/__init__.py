"""Blocks to a text with structure: stored text, offsets, sections, sentences, language."""
