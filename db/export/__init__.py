"""Taking the content away: JSON lines, CSV, Markdown, BibTeX, CSL-JSON; always the same bytes."""
