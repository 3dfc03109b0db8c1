CREATE SCHEMA onceward_v1;
CREATE TABLE onceward_v1.schema_version (component text PRIMARY KEY, version integer NOT NULL);
INSERT INTO onceward_v1.schema_version VALUES ('journal', 1);
CREATE TABLE onceward_v1.journal (
  key text PRIMARY KEY,
  v integer NOT NULL,
  fingerprint text NOT NULL,
  value text NOT NULL,
  usage text NOT NULL,
  recorded_at text NOT NULL,
  workflow_id text,
  tenant text
);
INSERT INTO onceward_v1.journal (key, v, fingerprint, value, usage, recorded_at, workflow_id, tenant) VALUES (
  'step-key-1',
  1,
  'f00d',
  '{"text":"größe 🦊","list":[1,2.5,-3,true,null],"nested":{"empty":{}}}',
  '[{"key":"step-key-1","attempt":2,"provider":"openai","model":"gpt-5","tokens":{"input":1200,"cachedInput":1000,"output":80},"costMicros":4321,"prices":"2026-01","billed":"yes"}]',
  '2026-01-02T03:04:05.678Z',
  'claim-7',
  'acme'
);
