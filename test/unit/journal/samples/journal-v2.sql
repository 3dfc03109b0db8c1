PRAGMA user_version = 2;
CREATE TABLE journal (
    key TEXT PRIMARY KEY,
    v INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    value TEXT NOT NULL,
    usage TEXT NOT NULL,
    recorded_at TEXT NOT NULL
  ) STRICT;
ALTER TABLE journal ADD COLUMN workflow_id TEXT;
ALTER TABLE journal ADD COLUMN tenant TEXT;
INSERT INTO journal (key, v, fingerprint, value, usage, recorded_at, workflow_id, tenant) VALUES (
  'step-key-1',
  1,
  'f00d',
  '{"text":"größe 🦊","list":[1,2.5,-3,true,null],"nested":{"empty":{}}}',
  '[{"key":"step-key-1","attempt":2,"provider":"openai","model":"gpt-5","tokens":{"input":1200,"cachedInput":1000,"output":80},"costMicros":4321,"prices":"2026-01","billed":"yes"}]',
  '2026-01-02T03:04:05.678Z',
  'claim-7',
  'acme'
);
