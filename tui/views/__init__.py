"""Pure functions from records to styled lines: no app, no input and output, no SQL."""
