"""The terminal: what it can do, how little is sent to it, how it is left as it was found."""
