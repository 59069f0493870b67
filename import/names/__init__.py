"""Who and what a document names: known names, names it defines itself, people."""
