CREATE SCHEMA onceward_v2;
CREATE TABLE onceward_v2.schema_version (component text PRIMARY KEY, version integer NOT NULL);
INSERT INTO onceward_v2.schema_version VALUES ('ledger', 2);
CREATE TABLE onceward_v2.ledger (
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
  ended_at timestamptz,
  workflow_id text,
  tenant text
);
INSERT INTO onceward_v2.ledger VALUES
  ('done', 1, 'f00d', 'done', 2, 'worker@1', '2026-01-02 03:04:05.678Z', '{"v":1,"value":{"id":"7"}}', NULL, NULL, '2026-01-02 03:03:55Z', '2026-01-02 03:03:56Z', 'claim-7', 'acme'),
  ('released', 1, 'f00d', 'released', 3, 'worker@1', '2026-01-02 03:04:05.678Z', NULL, NULL, NULL, '2026-01-02 03:03:55Z', '2026-01-02 03:03:56Z', 'claim-7', 'acme'),
  ('unknown', 1, 'f00d', 'unknown', 1, 'worker@1', '2026-01-02 03:04:05.678Z', NULL, NULL, NULL, '2026-01-02 03:03:55Z', '2026-01-02 03:03:56Z', 'claim-7', 'acme'),
  ('in-flight', 1, 'f00d', 'in-flight', 4, 'worker@1', '2026-01-02 03:04:05.678Z', NULL, NULL, NULL, '2026-01-02 03:03:55Z', NULL, 'claim-7', 'acme'),
  ('committed', 1, 'f00d', 'in-flight', 5, 'worker@1', '2026-01-02 03:04:05.678Z', NULL, '{"booking":7}', 5, '2026-01-02 03:03:55Z', NULL, 'claim-7', 'acme');
