CREATE TABLE ledger (
    key TEXT PRIMARY KEY,
    v INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    status TEXT NOT NULL,
    fence INTEGER NOT NULL,
    owner TEXT NOT NULL,
    lease_until REAL NOT NULL,
    result TEXT,
    begun_at REAL NOT NULL,
    ended_at REAL
  ) STRICT;
ALTER TABLE ledger ADD COLUMN workflow_id TEXT;
ALTER TABLE ledger ADD COLUMN tenant TEXT;
INSERT INTO ledger VALUES
  ('done', 1, 'f00d', 'done', 2, 'worker@1', 1767323045.678, '{"v":1,"value":{"id":"7"}}', 1767323035.678, 1767323036.678, 'claim-7', 'acme'),
  ('released', 1, 'f00d', 'released', 3, 'worker@1', 1767323045.678, NULL, 1767323035.678, 1767323036.678, 'claim-7', 'acme'),
  ('unknown', 1, 'f00d', 'unknown', 1, 'worker@1', 1767323045.678, NULL, 1767323035.678, 1767323036.678, 'claim-7', 'acme'),
  ('in-flight', 1, 'f00d', 'in-flight', 4, 'worker@1', 1767323045.678, NULL, 1767323035.678, NULL, 'claim-7', 'acme');
PRAGMA user_version = 2;
