"""Widgets that draw lines: each paints only the rows that changed."""
