"""What the app asks: one module a view, each answering with plain records. No SQL elsewhere."""
