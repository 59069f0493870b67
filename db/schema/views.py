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


def _bound(column: str, roles: str, pick: str) -> str:
    """The first or last day among an entity's events of some roles."""
    return f"""(
    SELECT {pick}(v.{column}) FROM event v JOIN event_entity ve ON ve.event_id = v.id
    WHERE ve.entity_id = e.id AND v.date_role IN ({roles}))"""


PROGRAMME = f"""
SELECT e.id, e.name, e.acronym, {_ALSO_KNOWN_AS} AS also_known_as,
  e.family, p.name AS family_name,
  (SELECT group_concat(name, '; ') FROM (
     SELECT name FROM entity WHERE family = e.id ORDER BY folded, id)) AS phases,
  coalesce({_bound("earliest", "'start', 'period'", "min")},
           {_bound("earliest", "'launch'", "min")}) AS starts,
  {_bound("latest", "'end', 'period'", "max")} AS ends,
  {_linked("funded_by", "subject", "object")} AS funded_by,
  {_linked("implemented_by", "subject", "object")} AS implemented_by,
  {_linked("supports", "subject", "object")} AS supports,
  {_count("covers", "subject", "object", "r.status <> 'denied'")} AS countries,
  (SELECT count(*) FROM figure f WHERE f.subject = e.id) AS figures,
  (SELECT count(*) FROM event_entity ve WHERE ve.entity_id = e.id) AS events,
  e.mentions, e.documents, e.discovered
FROM entity e LEFT JOIN entity p ON p.id = e.family
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

# How sure it is that a programme works in a country, from what all sentences about it say.
COVERAGE_STATE = """CASE
    WHEN denied AND (stated OR planned OR ended) THEN 'disputed'
    WHEN denied THEN 'denied'
    WHEN ended AND (NOT stated OR stated_latest IS NULL
                    OR coalesce(ended_latest, '9999') >= stated_latest) THEN 'ended'
    WHEN stated THEN 'stated'
    ELSE 'planned' END"""

COVERAGE = f"""
WITH told AS (
  SELECT r.subject, r.object,
    max(r.status = 'asserted') AS stated,
    max(r.status IN ('planned', 'under_negotiation')) AS planned,
    max(r.status = 'ended') AS ended,
    max(r.status = 'denied') AS denied,
    max(CASE WHEN r.status = 'asserted' THEN r.latest END) AS stated_latest,
    max(CASE WHEN r.status = 'ended' THEN r.latest END) AS ended_latest,
    min(r.id) AS first_relation
  FROM relation r JOIN entity c ON c.id = r.object AND c.kind = 'country'
  WHERE r.predicate = 'covers'
  GROUP BY r.subject, r.object
), proof AS (
  SELECT r.subject, r.object, max(r.latest) AS latest, count(*) AS n_evidence,
    count(DISTINCT coalesce(d.duplicate_of, d.id)) AS n_documents
  FROM relation r
  JOIN evidence x ON x.fact_id = r.id
  JOIN document d ON d.id = x.document_id
  WHERE r.predicate = 'covers'
  GROUP BY r.subject, r.object
), implied AS (
  SELECT g.subject, m.subject AS object, min(g.id) AS first_relation, g.object AS whole
  FROM relation g
  JOIN entity w ON w.id = g.object AND w.kind <> 'country'
  JOIN relation m ON m.object = g.object AND m.predicate IN ('member_of', 'part_of')
    AND m.status = 'asserted'
  JOIN entity c ON c.id = m.subject AND c.kind = 'country'
  WHERE g.predicate = 'covers' AND g.status = 'asserted'
    AND NOT EXISTS (SELECT 1 FROM relation s WHERE s.predicate = 'covers'
                    AND s.subject = g.subject AND s.object = m.subject)
  GROUP BY g.subject, m.subject
), cell AS (
  SELECT subject, object, subject AS from_subject, object AS from_object,
    {COVERAGE_STATE} AS state, first_relation
  FROM told
  UNION ALL
  SELECT subject, object, subject, whole, 'implied', first_relation FROM implied
)
SELECT p.id AS programme, p.name AS programme_name, c.id AS country, c.name AS country_name,
  c.iso, cell.state, proof.latest AS last_told, proof.n_evidence, proof.n_documents,
  cell.first_relation AS relation, d.id AS document_id, d.title AS document, x.quote
FROM cell
JOIN entity p ON p.id = cell.subject
JOIN entity c ON c.id = cell.object
JOIN proof ON proof.subject = cell.from_subject AND proof.object = cell.from_object
JOIN evidence x ON x.fact_id = cell.first_relation AND x.ordinal = 0
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
