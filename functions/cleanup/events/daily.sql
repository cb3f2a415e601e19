-- Something to remove: an anomaly that was settled half a year ago.
insert into rekindle.anomalies (kind, delivery_id, detail, created_at, resolved_at) values
  ('poison', 1, 'sample', '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z');
