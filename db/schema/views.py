"""The views: what someone reads who opens the file in Datasette or sqlite3, and nothing else.

Each view is one SELECT; ids come with names, and whatever states a fact comes with a quote.
"""

from __future__ import annotations

_ALSO_KNOWN_AS = """(
    SELECT group_concat(value, '; ') FROM (
      SELECT DISTINCT value FROM name
      WHERE entity_id = e.id AND value <> e.name AND kind <> 'hiddenLabel' ORDER BY number))"""


def _linked(predicate: str, near: str, far: str) -> str:
    """Names of the entities at the far end of asserted relations, joined by "; "."""
    return f"""(
    SELECT group_concat(name, '; ') FROM (
      SELECT DISTINCT o.name FROM relation r JOIN entity o ON o.id = r.{far}
      WHERE r.{near} = e.id AND r.predicate = '{predicate}' AND r.status = 'asserted'
      ORDER BY o.folded, o.id))"""


def _count(predicate: str, near: str, far: str, status: str = "r.status = 'asserted'") -> str:
    return f"""(
    SELECT count(DISTINCT r.{far}) FROM relation r
    WHERE r.{near} = e.id AND r.predicate = '{predicate}' AND {status})"""


PROGRAMME = f"""
SELECT e.id, e.name, e.acronym, {_ALSO_KNOWN_AS} AS also_known_as,
  e.family, p.name AS family_name,
  (SELECT group_concat(name, '; ') FROM (
     SELECT name FROM entity WHERE family = e.id ORDER BY folded, id)) AS phases,
  n.start AS starts, n."end" AS ends, n.is_open AS still_open,
  {_linked("funded_by", "subject", "object")} AS funded_by,
  {_linked("implemented_by", "subject", "object")} AS implemented_by,
  {_linked("supports", "subject", "object")} AS supports,
  {_count("covers", "subject", "object", "r.status <> 'denied'")} AS countries,
  (SELECT count(*) FROM figure f WHERE f.subject = e.id) AS figures,
  (SELECT count(*) FROM event_entity ve WHERE ve.entity_id = e.id) AS events,
  e.mentions, e.documents, e.discovered
FROM entity e LEFT JOIN entity p ON p.id = e.family
LEFT JOIN programme_span n ON n.programme = e.id
WHERE e.kind = 'programme'
"""

COUNTRY = f"""
SELECT e.id, e.name, e.iso, {_ALSO_KNOWN_AS} AS also_known_as,
  {_count("covers", "object", "subject", "r.status <> 'denied'")} AS programmes,
  {_linked("party_to", "subject", "object")} AS party_to,
  {_linked("agreement_with", "object", "subject")} AS agreements_with,
  {_linked("member_of", "subject", "object")} AS member_of,
  (SELECT count(*) FROM figure f WHERE f.subject = e.id) AS figures,
  (SELECT count(*) FROM event_entity ve WHERE ve.entity_id = e.id) AS events,
  e.earliest, e.latest, e.mentions, e.documents
FROM entity e
WHERE e.kind = 'country'
"""

ORGANISATION = f"""
SELECT e.id, e.name, e.acronym, {_ALSO_KNOWN_AS} AS also_known_as,
  {_linked("funded_by", "object", "subject")} AS funds,
  {_linked("implemented_by", "object", "subject")} AS implements,
  {_linked("supports", "object", "subject")} AS supported_by,
  {_linked("agreement_with", "subject", "object")} AS agreements_with,
  {_count("member_of", "object", "subject")} AS members,
  {_linked("member_of", "subject", "object")} AS member_of,
  (SELECT count(*) FROM figure f WHERE f.subject = e.id) AS figures,
  (SELECT count(*) FROM event_entity ve WHERE ve.entity_id = e.id) AS events,
  e.mentions, e.documents, e.discovered
FROM entity e
WHERE e.kind = 'organisation'
"""

_NUMBER = """CASE WHEN {0} = CAST({0} AS INTEGER) AND abs({0}) < 1e15
    THEN printf('%,d', CAST({0} AS INTEGER)) ELSE CAST({0} AS TEXT) END"""
_AMOUNT = (
    _NUMBER.format("f.value")
    + " || CASE WHEN f.value_max IS NULL THEN '' ELSE '–' || "
    + _NUMBER.format("f.value_max")
    + " END || ' ' || f.unit"
)

TIMELINE_ITEM = f"""
SELECT v.id, 'event' AS record, v.date, v.earliest, v.latest, v.precision, v.date_role,
  v.kind, v.title,
  (SELECT group_concat(name, '; ') FROM (
     SELECT e.name FROM event_entity ve JOIN entity e ON e.id = ve.entity_id
     WHERE ve.event_id = v.id ORDER BY ve.ordinal)) AS entities,
  d.id AS document_id, d.title AS document, x.start, x."end", x.quote, t.evidence_count
FROM event v
JOIN fact t ON t.id = v.id
JOIN evidence x ON x.fact_id = v.id AND x.ordinal = 0
JOIN document d ON d.id = x.document_id
UNION ALL
SELECT f.id, 'figure', f.as_of, f.earliest, f.latest, f.precision, 'happened',
  'figure', f.subject_name || ': ' || f.metric || ', ' || {_AMOUNT}, f.subject_name,
  d.id, d.title, x.start, x."end", x.quote, t.evidence_count
FROM figure f
JOIN fact t ON t.id = f.id
JOIN evidence x ON x.fact_id = f.id AND x.ordinal = 0
JOIN document d ON d.id = x.document_id
WHERE f.as_of IS NOT NULL
UNION ALL
SELECT d.id, 'document', d.issued, d.earliest, d.latest, d.precision, 'publication',
  'document', d.title, d.publisher, d.id, d.title, NULL, NULL, NULL, 0
FROM document d
WHERE d.issued IS NOT NULL
"""

COVERAGE = """
SELECT k.programme, p.name AS programme_name, k.country, c.name AS country_name, c.iso, k.state,
  k.last_told, k.n_evidence, k.n_documents, k.relation,
  d.id AS document_id, d.title AS document, x.start, x."end", x.quote
FROM coverage_cell k
JOIN entity p ON p.id = k.programme
JOIN entity c ON c.id = k.country
JOIN evidence x ON x.fact_id = k.relation AND x.ordinal = 0
JOIN document d ON d.id = x.document_id
"""

FIGURE_BY_SUBJECT = f"""
SELECT f.id, f.subject, coalesce(e.name, f.subject_name) AS subject_name, e.kind AS subject_kind,
  f.metric, f.qualifier, f.value, f.value_max, f.unit, f.basis, {_AMOUNT} AS amount,
  f.as_of, f.earliest, f.latest, t.evidence_count, t.document_count,
  d.id AS document_id, d.title AS document, x.start, x."end", x.quote
FROM figure f
JOIN fact t ON t.id = f.id
LEFT JOIN entity e ON e.id = f.subject
JOIN evidence x ON x.fact_id = f.id AND x.ordinal = 0
JOIN document d ON d.id = x.document_id
"""

DISAGREEMENT = """
SELECT s.id, s.subject, s.subject_name, s.property, s.reason,
  (SELECT count(*) FROM dispute_side n WHERE n.dispute_id = s.id) AS sides,
  a.value AS first_value, a.as_of AS first_as_of, xa.quote AS first_quote,
  da.id AS first_document_id, da.title AS first_document,
  b.value AS second_value, b.as_of AS second_as_of, xb.quote AS second_quote,
  db.id AS second_document_id, db.title AS second_document,
  (SELECT group_concat(value, ' | ') FROM (
     SELECT n.value FROM dispute_side n WHERE n.dispute_id = s.id ORDER BY n.ordinal)) AS "values"
FROM dispute s
JOIN dispute_side a ON a.dispute_id = s.id AND a.ordinal = 0
JOIN evidence xa ON xa.fact_id = a.id AND xa.ordinal = 0
JOIN document da ON da.id = xa.document_id
JOIN dispute_side b ON b.dispute_id = s.id AND b.ordinal = 1
JOIN evidence xb ON xb.fact_id = b.id AND xb.ordinal = 0
JOIN document db ON db.id = xb.document_id
"""

VIEWS: tuple[tuple[str, str], ...] = (
    ("programme", PROGRAMME),
    ("country", COUNTRY),
    ("organisation", ORGANISATION),
    ("timeline_item", TIMELINE_ITEM),
    ("coverage", COVERAGE),
    ("figure_by_subject", FIGURE_BY_SUBJECT),
    ("disagreement", DISAGREEMENT),
)
