"""The commands that read: search, show, export, check."""
