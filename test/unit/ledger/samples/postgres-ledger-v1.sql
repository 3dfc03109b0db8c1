CREATE SCHEMA onceward_v1;
CREATE TABLE onceward_v1.schema_version (component text PRIMARY KEY, version integer NOT NULL);
INSERT INTO onceward_v1.schema_version VALUES ('ledger', 1);
CREATE TABLE onceward_v1.ledger (
  key text PRIMARY KEY,
  v integer NOT NULL,
  fingerprint text NOT NULL,
  status text NOT NULL,
  fence bigint NOT NULL,
  owner text NOT NULL,
  lease_until timestamptz NOT NULL,
  result text,
  effect text,
  effect_fence bigint,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz
);
INSERT INTO onceward_v1.ledger VALUES
  ('done', 1, 'f00d', 'done', 2, 'worker@1', '2026-01-02 03:04:05.678Z', '{"v":1,"value":{"id":"7"}}', NULL, NULL, '2026-01-02 03:03:55Z', '2026-01-02 03:03:56Z'),
  ('released', 1, 'f00d', 'released', 3, 'worker@1', '2026-01-02 03:04:05.678Z', NULL, NULL, NULL, '2026-01-02 03:03:55Z', '2026-01-02 03:03:56Z'),
  ('unknown', 1, 'f00d', 'unknown', 1, 'worker@1', '2026-01-02 03:04:05.678Z', NULL, NULL, NULL, '2026-01-02 03:03:55Z', '2026-01-02 03:03:56Z'),
  ('in-flight', 1, 'f00d', 'in-flight', 4, 'worker@1', '2026-01-02 03:04:05.678Z', NULL, NULL, NULL, '2026-01-02 03:03:55Z', NULL),
  ('committed', 1, 'f00d', 'in-flight', 5, 'worker@1', '2026-01-02 03:04:05.678Z', NULL, '{"booking":7}', 5, '2026-01-02 03:03:55Z', NULL);
