"""The ground floor: records, schema, queries, search, export. All SQL lives here."""
