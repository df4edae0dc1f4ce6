-- Written by the store's schema test; do not edit. What all migrations together make, as SQLite tells it.

CREATE TABLE certify_appeal (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  outcome_id TEXT NOT NULL REFERENCES certify_outcome (id),
  grounds TEXT NOT NULL,
  lodged_on TEXT NOT NULL,
  state TEXT NOT NULL,
  findings TEXT NOT NULL,
  motive TEXT NOT NULL,
  acknowledged_at BIGINT,
  closed_at BIGINT,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_archive (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  title TEXT NOT NULL,
  identities TEXT NOT NULL,
  locale TEXT NOT NULL,
  ledger_entries BIGINT NOT NULL,
  state TEXT NOT NULL,
  step BIGINT NOT NULL,
  steps BIGINT NOT NULL,
  files BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  problem TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  made_at BIGINT
);

CREATE TABLE certify_award (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  block TEXT NOT NULL,
  minutes_number TEXT NOT NULL,
  awarded_on TEXT NOT NULL,
  until TEXT,
  state TEXT NOT NULL,
  motive TEXT NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_cdc_batch (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  number TEXT NOT NULL,
  version TEXT NOT NULL,
  action TEXT NOT NULL,
  state TEXT NOT NULL,
  name_rule TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  prepared_at BIGINT NOT NULL,
  taken_at BIGINT,
  processed_at BIGINT,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_cdc_item (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  certificate_id TEXT NOT NULL REFERENCES certify_certificate (id),
  action TEXT NOT NULL,
  technical_id TEXT NOT NULL,
  state TEXT NOT NULL,
  batch_id TEXT,
  reason TEXT NOT NULL,
  due_by TEXT NOT NULL,
  accepted_at BIGINT,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_certificate (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  serial TEXT NOT NULL,
  minutes_number TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  blocks TEXT NOT NULL,
  state TEXT NOT NULL,
  motive TEXT NOT NULL,
  replaces TEXT,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_correction (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  cause TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  block TEXT NOT NULL,
  session_id TEXT NOT NULL,
  minutes_number TEXT NOT NULL,
  deliberation_id TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_credential (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  source_id TEXT NOT NULL,
  block TEXT NOT NULL,
  status_list BIGINT NOT NULL,
  status_index BIGINT NOT NULL,
  document_sha256 TEXT NOT NULL,
  token_sha256 TEXT NOT NULL,
  state TEXT NOT NULL,
  motive TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_document (
  credential_id TEXT NOT NULL PRIMARY KEY REFERENCES certify_credential (id),
  document TEXT NOT NULL,
  token TEXT NOT NULL
);

CREATE TABLE certify_fraud (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  block TEXT NOT NULL,
  facts TEXT NOT NULL,
  state TEXT NOT NULL,
  reported_on TEXT NOT NULL,
  observe_by TEXT,
  observations TEXT NOT NULL,
  sanction TEXT,
  motive TEXT NOT NULL,
  decided_at BIGINT,
  asks_minutes INTEGER NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_key (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  public_key TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  retired_at BIGINT,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_key_secret (
  key_id TEXT NOT NULL PRIMARY KEY REFERENCES certify_key (id),
  sealed TEXT NOT NULL
);

CREATE TABLE certify_outcome (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  block TEXT NOT NULL,
  verdict TEXT NOT NULL,
  motive TEXT NOT NULL,
  minutes_number TEXT NOT NULL,
  session_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  notify_by TEXT NOT NULL,
  appeal_by TEXT NOT NULL,
  appeal_days BIGINT NOT NULL,
  notified_at BIGINT,
  state TEXT NOT NULL,
  revision BIGINT NOT NULL
, supersedes TEXT);

CREATE TABLE certify_purge (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  due_on TEXT NOT NULL,
  source TEXT NOT NULL,
  count BIGINT NOT NULL,
  purged_at BIGINT NOT NULL
);

CREATE TABLE certify_share (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  until BIGINT NOT NULL,
  ended_at BIGINT
);

CREATE TABLE certify_survey (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  certificate_id TEXT NOT NULL,
  months BIGINT NOT NULL,
  route TEXT NOT NULL,
  certified_on TEXT NOT NULL,
  state TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  last_sent_at BIGINT NOT NULL,
  reminders BIGINT NOT NULL,
  situation TEXT,
  job TEXT,
  contract TEXT,
  answered_at BIGINT,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_survey_plan (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_workspace (id),
  sending TEXT NOT NULL,
  months TEXT NOT NULL,
  reminder_days BIGINT NOT NULL,
  most_reminders BIGINT NOT NULL,
  open_days BIGINT NOT NULL,
  source TEXT NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE convert_conversion (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  site_id TEXT REFERENCES convert_site (id),
  kind TEXT NOT NULL,
  order_id TEXT,
  at BIGINT NOT NULL,
  value_minor BIGINT NOT NULL,
  value_currency TEXT NOT NULL,
  refunded_minor BIGINT NOT NULL,
  refunded_currency TEXT NOT NULL,
  tax TEXT NOT NULL,
  source TEXT NOT NULL,
  objective_id TEXT REFERENCES strategy_objective (id),
  promo_code TEXT,
  codes TEXT NOT NULL,
  note TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  tax_per_mille BIGINT
);

CREATE TABLE convert_promo_code (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  code TEXT NOT NULL,
  objective_id TEXT REFERENCES strategy_objective (id),
  link_code TEXT,
  note TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT,
  UNIQUE (brand_id, code)
);

CREATE TABLE convert_site (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  hosts TEXT NOT NULL,
  mode TEXT NOT NULL,
  site_key TEXT NOT NULL UNIQUE,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
, tax TEXT NOT NULL DEFAULT 'excluding', tax_per_mille BIGINT);

CREATE TABLE enrol_accommodation (
  enrolment_id TEXT NOT NULL PRIMARY KEY REFERENCES enrol_enrolment (id),
  workspace_id TEXT NOT NULL,
  types TEXT NOT NULL,
  factor TEXT NOT NULL,
  pause_minutes BIGINT NOT NULL,
  effect TEXT NOT NULL,
  granted_on TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE enrol_accommodation_reason (
  enrolment_id TEXT NOT NULL PRIMARY KEY,
  sealed TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);

CREATE TABLE enrol_candidate (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  number TEXT NOT NULL,
  person_id TEXT,
  route TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  erased_at BIGINT
);

CREATE TABLE enrol_card (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_workspace (id),
  certifier TEXT NOT NULL,
  title TEXT NOT NULL,
  rncp_number TEXT NOT NULL,
  level BIGINT,
  registered_on TEXT,
  registered_until TEXT,
  representative TEXT NOT NULL,
  representative_function TEXT NOT NULL,
  address TEXT NOT NULL,
  siret TEXT NOT NULL,
  cdc_client TEXT NOT NULL,
  cdc_contract TEXT NOT NULL,
  website TEXT,
  centres TEXT NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE enrol_enrolment (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL REFERENCES enrol_candidate (id),
  version_id TEXT NOT NULL REFERENCES enrol_version (id),
  blocks TEXT NOT NULL,
  route TEXT NOT NULL,
  state TEXT NOT NULL,
  motive TEXT NOT NULL,
  complete_on TEXT,
  silence_on TEXT,
  decided_at BIGINT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE enrol_equivalence (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  from_version TEXT NOT NULL REFERENCES enrol_version (id),
  to_version TEXT NOT NULL REFERENCES enrol_version (id),
  block TEXT NOT NULL,
  decision TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  signed_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);

CREATE TABLE enrol_identity (
  candidate_id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  folded TEXT NOT NULL,
  match_key TEXT NOT NULL,
  identity TEXT NOT NULL,
  invitation_id TEXT,
  invited_at BIGINT
);

CREATE TABLE enrol_ledger (
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT,
  act TEXT NOT NULL,
  kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  content TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (workspace_id, number)
);

CREATE TABLE enrol_ledger_check (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_workspace (id),
  job_id TEXT,
  found TEXT NOT NULL
);

CREATE TABLE enrol_ledger_personal (
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  salt TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (workspace_id, number)
);

CREATE TABLE enrol_nir (
  candidate_id TEXT NOT NULL PRIMARY KEY,
  sealed TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);

CREATE TABLE enrol_resolution (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  version_id TEXT NOT NULL REFERENCES enrol_version (id),
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  motive TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  signed_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by TEXT
);

CREATE TABLE enrol_rule_set (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  name TEXT NOT NULL,
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  rules TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  in_force_at BIGINT,
  retired_at BIGINT
);

CREATE TABLE enrol_version (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  label TEXT NOT NULL,
  rncp_number TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  state TEXT NOT NULL,
  origin TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content TEXT NOT NULL,
  package TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  confirmed_by TEXT,
  retired_at BIGINT
);

CREATE TABLE examine_case (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  content TEXT NOT NULL,
  documents TEXT NOT NULL,
  state TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  sealed_at BIGINT
);

CREATE TABLE examine_copy (
  piece_id TEXT NOT NULL,
  submission_id TEXT NOT NULL REFERENCES examine_submission (id),
  deliverable TEXT NOT NULL,
  kind TEXT NOT NULL,
  live TEXT,
  original_id TEXT,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  print_sha256 TEXT,
  cleaned TEXT NOT NULL,
  traits TEXT NOT NULL,
  PRIMARY KEY (submission_id, piece_id)
);

CREATE TABLE examine_derogation (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  sitter_id TEXT NOT NULL REFERENCES examine_sitter (id),
  until BIGINT NOT NULL,
  motive TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  granted_at BIGINT NOT NULL
);

CREATE TABLE examine_indicator (
  criterion TEXT NOT NULL,
  code TEXT NOT NULL,
  numerator BIGINT NOT NULL,
  denominator BIGINT NOT NULL,
  piece_id TEXT NOT NULL REFERENCES examine_piece (id),
  deliverable TEXT NOT NULL,
  PRIMARY KEY (piece_id, criterion, code)
);

CREATE TABLE examine_piece (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES examine_session (id),
  sitter_id TEXT NOT NULL REFERENCES examine_sitter (id),
  deliverable TEXT NOT NULL,
  kind TEXT NOT NULL,
  live TEXT,
  original_id TEXT,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  print_sha256 TEXT,
  traits TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  removed_at BIGINT
);

CREATE TABLE examine_piece_name (
  piece_id TEXT NOT NULL PRIMARY KEY REFERENCES examine_piece (id),
  given TEXT NOT NULL
);

CREATE TABLE examine_question (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  reference TEXT NOT NULL,
  competency TEXT NOT NULL,
  difficulty TEXT NOT NULL,
  tags TEXT NOT NULL,
  state TEXT NOT NULL,
  version_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL,
  folded TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (workspace_id, reference)
);

CREATE TABLE examine_question_version (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  item_id TEXT NOT NULL REFERENCES examine_question (id),
  number BIGINT NOT NULL,
  question TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  UNIQUE (item_id, number)
);

CREATE TABLE examine_questionnaire (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  title TEXT NOT NULL,
  block TEXT NOT NULL,
  state TEXT NOT NULL,
  blueprint TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE examine_refusal (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  sitter_id TEXT,
  act TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE examine_session (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  title TEXT NOT NULL,
  block TEXT NOT NULL,
  version_id TEXT NOT NULL,
  rule_set_id TEXT NOT NULL,
  rules TEXT,
  centre TEXT NOT NULL,
  habilitation TEXT NOT NULL,
  mode TEXT NOT NULL,
  zone TEXT NOT NULL,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  measures TEXT NOT NULL,
  pool TEXT NOT NULL,
  draw_seed TEXT NOT NULL,
  root TEXT,
  sealed_leaves BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE examine_session_questionnaire (
  session_id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  questionnaire_id TEXT NOT NULL REFERENCES examine_questionnaire (id),
  title TEXT NOT NULL,
  blueprint TEXT NOT NULL,
  pool TEXT NOT NULL,
  seed TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  set_by TEXT NOT NULL
);

CREATE TABLE examine_sitter (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES examine_session (id),
  enrolment_id TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  zone TEXT NOT NULL,
  presence TEXT NOT NULL,
  case_id TEXT REFERENCES examine_case (id),
  brand_id TEXT REFERENCES identity_brand (id),
  factor TEXT NOT NULL,
  pause_minutes BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  late_until BIGINT,
  convoked_at BIGINT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE examine_sitting (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  seed TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  pause_left_ms BIGINT NOT NULL,
  paused_at BIGINT,
  handed_in_at BIGINT,
  handed_in_by TEXT,
  revision BIGINT NOT NULL,
  UNIQUE (session_id, enrolment_id)
);

CREATE TABLE examine_sitting_question (
  sitting_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  item_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  points BIGINT NOT NULL,
  shown_order TEXT NOT NULL,
  answer TEXT,
  answered_at BIGINT,
  saves BIGINT NOT NULL,
  score TEXT,
  mark TEXT,
  PRIMARY KEY (sitting_id, position)
);

CREATE TABLE examine_submission (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES examine_session (id),
  sitter_id TEXT NOT NULL REFERENCES examine_sitter (id),
  enrolment_id TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  state TEXT NOT NULL,
  pieces TEXT NOT NULL,
  manifest TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  leaf TEXT NOT NULL,
  leaf_index BIGINT NOT NULL,
  deposited_at BIGINT NOT NULL,
  sealed_at BIGINT,
  revision BIGINT NOT NULL
);

CREATE TABLE identity_api_token (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_person (id),
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  brand_id TEXT REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  capabilities TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT,
  revoked_at BIGINT
);

CREATE TABLE identity_audit_entry (
  position BIGINT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL,
  brand_id TEXT,
  person_id TEXT NOT NULL,
  via TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL,
  hash TEXT NOT NULL
);

CREATE TABLE identity_brand (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  locale TEXT NOT NULL,
  zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT,
  UNIQUE (workspace_id, slug)
);

CREATE TABLE identity_invitation (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  brand_id TEXT REFERENCES identity_brand (id),
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  invited_by TEXT NOT NULL REFERENCES identity_person (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  accepted_at BIGINT,
  revoked_at BIGINT
);

CREATE TABLE identity_membership (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_person (id),
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  brand_id TEXT REFERENCES identity_brand (id),
  role TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE identity_password_reset (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_person (id),
  token_hash TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE identity_person (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_secret TEXT,
  totp_confirmed_at BIGINT,
  totp_last_step BIGINT NOT NULL,
  failed_sign_ins BIGINT NOT NULL,
  locked_until BIGINT,
  created_at BIGINT NOT NULL,
  erased_at BIGINT
);

CREATE TABLE identity_sandbox (
  brand_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_brand (id),
  workspace_id TEXT NOT NULL
);

CREATE TABLE identity_sent_mail (
  id TEXT PRIMARY KEY,
  workspace_id TEXT,
  recipient TEXT NOT NULL,
  template_name TEXT NOT NULL,
  locale TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  problem TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sent_at BIGINT
);

CREATE TABLE identity_session (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_person (id),
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  token_hash TEXT NOT NULL UNIQUE,
  user_agent TEXT NOT NULL,
  address TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE identity_workspace (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  approval TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE jobs_event (
  id TEXT NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL,
  name TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  last_code TEXT NOT NULL,
  last_detail TEXT NOT NULL,
  ended_at BIGINT
);

CREATE TABLE jobs_heard (
  event_id TEXT NOT NULL REFERENCES jobs_event (id) ON DELETE CASCADE,
  listener TEXT NOT NULL,
  PRIMARY KEY (event_id, listener)
);

CREATE TABLE jobs_job (
  id TEXT NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL,
  kind TEXT NOT NULL,
  lane TEXT NOT NULL,
  state TEXT NOT NULL,
  payload TEXT NOT NULL,
  unique_key TEXT,
  run_at BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  lease_token TEXT,
  lease_until BIGINT,
  cancel_asked INTEGER NOT NULL,
  progress DOUBLE PRECISION NOT NULL,
  progress_code TEXT NOT NULL,
  last_code TEXT NOT NULL,
  last_detail TEXT NOT NULL,
  ended_at BIGINT
);

CREATE TABLE jobs_owned (
  job_id TEXT NOT NULL PRIMARY KEY REFERENCES jobs_job (id) ON DELETE CASCADE,
  workspace TEXT NOT NULL,
  brand TEXT NOT NULL,
  person TEXT NOT NULL,
  subject TEXT NOT NULL,
  place TEXT NOT NULL,
  asked_at BIGINT NOT NULL
);

CREATE TABLE jobs_paper (
  job_id TEXT NOT NULL PRIMARY KEY REFERENCES jobs_job (id) ON DELETE CASCADE,
  handed_in TEXT NOT NULL,
  answer TEXT NOT NULL
);

CREATE TABLE jobs_schedule (
  name TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  lane TEXT NOT NULL,
  payload TEXT NOT NULL,
  every_ms BIGINT,
  daily_at TEXT,
  zone TEXT,
  next_at BIGINT NOT NULL
);

CREATE TABLE judge_agreed (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  deliberation_id TEXT NOT NULL REFERENCES judge_deliberation (id),
  enrolment_id TEXT NOT NULL,
  criterion TEXT NOT NULL,
  points TEXT NOT NULL,
  origin TEXT NOT NULL,
  voice TEXT NOT NULL,
  motive TEXT NOT NULL,
  votes TEXT NOT NULL,
  agreed_at BIGINT NOT NULL
, dropped_at BIGINT);

CREATE TABLE judge_agreement (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_workspace (id),
  minutes TEXT NOT NULL,
  page TEXT NOT NULL
);

CREATE TABLE judge_decision (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  deliberation_id TEXT NOT NULL REFERENCES judge_deliberation (id),
  session_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  block TEXT NOT NULL,
  verdict TEXT NOT NULL,
  ratio TEXT,
  shortfalls TEXT NOT NULL,
  motive TEXT NOT NULL,
  casting_vote TEXT NOT NULL,
  votes TEXT NOT NULL,
  blocks TEXT NOT NULL,
  minutes_id TEXT,
  decided_at BIGINT NOT NULL
, dropped_at BIGINT);

CREATE TABLE judge_declaration (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  enrolment_id TEXT NOT NULL,
  tie TEXT NOT NULL,
  note TEXT NOT NULL,
  declared_at BIGINT NOT NULL
);

CREATE TABLE judge_deliberation (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  round BIGINT NOT NULL,
  state TEXT NOT NULL,
  starts_at BIGINT,
  place TEXT NOT NULL,
  present TEXT NOT NULL,
  representative TEXT NOT NULL,
  incidents TEXT NOT NULL,
  supersedes TEXT,
  motive TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE judge_draft (
  id TEXT NOT NULL PRIMARY KEY REFERENCES judge_grid (id),
  marks TEXT NOT NULL,
  remark TEXT NOT NULL,
  revision BIGINT NOT NULL,
  saved_at BIGINT NOT NULL
);

CREATE TABLE judge_grid (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  part TEXT NOT NULL,
  place BIGINT NOT NULL,
  state TEXT NOT NULL,
  marks TEXT NOT NULL,
  remark TEXT NOT NULL,
  salt TEXT NOT NULL,
  submission_id TEXT,
  submission_sha256 TEXT NOT NULL,
  origin TEXT NOT NULL,
  paper_sha256 TEXT,
  paper_check TEXT NOT NULL,
  checked_by TEXT,
  motive TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  locked_at BIGINT,
  voided_at BIGINT
);

CREATE TABLE judge_incident (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  code TEXT NOT NULL,
  juror_id TEXT,
  by_juror_id TEXT,
  enrolment_id TEXT,
  note TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE judge_juror (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  person_id TEXT NOT NULL,
  quality TEXT NOT NULL,
  employer TEXT NOT NULL,
  belongs TEXT NOT NULL,
  gender TEXT NOT NULL,
  qualification TEXT NOT NULL,
  proof_sha256 TEXT,
  proof_name TEXT NOT NULL,
  qualified_until TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE judge_minutes (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  deliberation_id TEXT NOT NULL REFERENCES judge_deliberation (id),
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  pdf_sha256 TEXT NOT NULL,
  root TEXT NOT NULL,
  supersedes TEXT,
  created_at BIGINT NOT NULL,
  closed_at BIGINT
);

CREATE TABLE judge_minutes_content (
  id TEXT NOT NULL PRIMARY KEY REFERENCES judge_minutes (id),
  content TEXT NOT NULL
);

CREATE TABLE judge_number (
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  name TEXT NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  home TEXT NOT NULL,
  PRIMARY KEY (workspace_id, name, year)
);

CREATE TABLE judge_number_home (
  id TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL,
  restored_at BIGINT
);

CREATE TABLE judge_oral_material (
  id TEXT NOT NULL PRIMARY KEY,
  oral_id TEXT NOT NULL REFERENCES judge_oral_slot (id),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL
);

CREATE TABLE judge_oral_note (
  oral_id TEXT NOT NULL REFERENCES judge_oral_slot (id),
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  questions TEXT NOT NULL,
  notes TEXT NOT NULL,
  revision BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (oral_id, juror_id)
);

CREATE TABLE judge_oral_slot (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  place TEXT NOT NULL,
  attendance TEXT NOT NULL,
  note TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE judge_phrase (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  text TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE judge_seat (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  position TEXT NOT NULL,
  state TEXT NOT NULL,
  replaces TEXT,
  created_at BIGINT NOT NULL,
  left_at BIGINT
);

CREATE TABLE judge_signature (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  minutes_id TEXT NOT NULL REFERENCES judge_minutes (id),
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  method TEXT NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  signed_at BIGINT NOT NULL
);

CREATE TABLE measure_cost_line (
  id TEXT NOT NULL PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  objective_id TEXT REFERENCES strategy_objective (id),
  publication_id TEXT,
  kind TEXT NOT NULL,
  side TEXT NOT NULL,
  on_day TEXT NOT NULL,
  amount_minor BIGINT NOT NULL,
  amount_currency TEXT NOT NULL,
  tax TEXT NOT NULL,
  tax_per_mille BIGINT,
  minutes BIGINT,
  person_id TEXT,
  week TEXT,
  note TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE measure_reading (
  id TEXT NOT NULL PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  publication_id TEXT NOT NULL,
  metric TEXT NOT NULL,
  value BIGINT NOT NULL,
  at BIGINT NOT NULL,
  origin TEXT NOT NULL,
  screenshot_asset_id TEXT,
  note TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE measure_report (
  id TEXT NOT NULL PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id) ON DELETE CASCADE,
  objective_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL
, form TEXT NOT NULL DEFAULT 'pdf');

CREATE TABLE publish_approval_item (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES publish_approval_request (id),
  publication_id TEXT NOT NULL REFERENCES publish_publication (id),
  offered TEXT NOT NULL,
  approved TEXT,
  decision TEXT NOT NULL,
  comment TEXT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  UNIQUE (request_id, publication_id)
);

CREATE TABLE publish_approval_request (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  title TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  sealed_token TEXT NOT NULL,
  recipient TEXT NOT NULL,
  substitute TEXT,
  silence TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  reminders BIGINT NOT NULL,
  closed_at BIGINT
);

CREATE TABLE publish_attempt (
  id TEXT NOT NULL PRIMARY KEY,
  publication_id TEXT NOT NULL,
  operation_number BIGINT NOT NULL,
  step TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  began_at BIGINT NOT NULL,
  ended_at BIGINT,
  outcome TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  status BIGINT NOT NULL
);

CREATE TABLE publish_connection (
  channel_id TEXT NOT NULL PRIMARY KEY REFERENCES strategy_channel (id),
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  network TEXT NOT NULL,
  service TEXT NOT NULL,
  name TEXT NOT NULL,
  web TEXT NOT NULL,
  sealed_secret TEXT NOT NULL,
  sealed_session TEXT NOT NULL,
  state TEXT NOT NULL,
  account_id TEXT NOT NULL,
  profile_url TEXT NOT NULL,
  problem_code TEXT NOT NULL,
  problem_detail TEXT NOT NULL,
  grace_minutes BIGINT NOT NULL,
  checked_at BIGINT NOT NULL,
  last_success_at BIGINT
);

CREATE TABLE publish_delivery (
  publication_id TEXT NOT NULL PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  channel_id TEXT NOT NULL REFERENCES strategy_channel (id),
  state TEXT NOT NULL,
  operation_number BIGINT NOT NULL,
  post TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  due BIGINT NOT NULL,
  not_before BIGINT,
  lease TEXT NOT NULL,
  lease_until BIGINT,
  first_sent_at BIGINT,
  tries BIGINT NOT NULL,
  looks BIGINT NOT NULL,
  asked_at BIGINT,
  remote_id TEXT NOT NULL,
  url TEXT NOT NULL,
  live_at BIGINT,
  proof TEXT,
  problem_code TEXT NOT NULL,
  problem_detail TEXT NOT NULL,
  updated_at BIGINT NOT NULL
, looked_after BIGINT);

CREATE TABLE publish_freeze (
  scope_id TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  frozen_by TEXT NOT NULL,
  frozen_at BIGINT NOT NULL
);

CREATE TABLE publish_note (
  publication_id TEXT NOT NULL,
  operation_number BIGINT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (publication_id, operation_number, name)
);

CREATE TABLE publish_publication (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  content_id TEXT NOT NULL REFERENCES studio_content (id),
  channel_id TEXT NOT NULL REFERENCES strategy_channel (id),
  author_id TEXT NOT NULL,
  state TEXT NOT NULL,
  approval TEXT NOT NULL,
  moment TEXT NOT NULL,
  at BIGINT NOT NULL,
  text TEXT NOT NULL,
  assets TEXT NOT NULL,
  language TEXT NOT NULL,
  link_id TEXT REFERENCES strategy_short_link (id),
  link_code TEXT,
  hashes TEXT NOT NULL,
  approved_hashes TEXT,
  approved_by TEXT,
  approved_at BIGINT,
  proof TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
, renditions TEXT NOT NULL DEFAULT '[]', title TEXT NOT NULL DEFAULT '');

CREATE TABLE referential_evidence (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL,
  workspace_id TEXT NOT NULL,
  brand_id TEXT,
  competency TEXT NOT NULL,
  what TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  link TEXT NOT NULL,
  at BIGINT NOT NULL,
  day TEXT NOT NULL,
  UNIQUE (person_id, competency, what, object_id, day)
);

CREATE TABLE store_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL);

CREATE TABLE strategy_brief (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  title TEXT NOT NULL,
  context TEXT NOT NULL,
  problem_statement TEXT NOT NULL,
  received_on TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE strategy_brief_document (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  brief_id TEXT NOT NULL REFERENCES strategy_brief (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  paragraphs TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE strategy_channel (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  network TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  delivery TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE strategy_charter (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  revision BIGINT NOT NULL,
  text TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  signed_by TEXT,
  signed_at BIGINT,
  UNIQUE (brand_id, revision)
);

CREATE TABLE strategy_objective (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  title TEXT NOT NULL,
  slug TEXT NOT NULL,
  metric TEXT NOT NULL,
  target BIGINT,
  currency TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,
  budget_minor BIGINT,
  budget_currency TEXT,
  tax TEXT NOT NULL,
  margin_percent BIGINT,
  state TEXT NOT NULL,
  renewed_from TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT,
  UNIQUE (brand_id, slug)
);

CREATE TABLE strategy_passage (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  brief_id TEXT NOT NULL REFERENCES strategy_brief (id),
  document_id TEXT REFERENCES strategy_brief_document (id),
  paragraph BIGINT NOT NULL,
  first_unit BIGINT NOT NULL,
  end_unit BIGINT NOT NULL,
  excerpt TEXT NOT NULL,
  kind TEXT NOT NULL,
  serves TEXT NOT NULL,
  objective_id TEXT REFERENCES strategy_objective (id),
  created_at BIGINT NOT NULL
);

CREATE TABLE strategy_persona (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  card TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE strategy_pillar (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  share_percent BIGINT NOT NULL,
  topics TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE strategy_short_link (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  code TEXT NOT NULL UNIQUE,
  target TEXT NOT NULL,
  source TEXT NOT NULL,
  medium TEXT NOT NULL,
  campaign TEXT NOT NULL,
  content TEXT NOT NULL,
  objective_id TEXT REFERENCES strategy_objective (id),
  channel_id TEXT REFERENCES strategy_channel (id),
  publication_id TEXT,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE studio_asset (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  alt TEXT NOT NULL,
  credit TEXT NOT NULL,
  licence TEXT NOT NULL,
  rights_until TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE studio_content (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  objective_id TEXT REFERENCES strategy_objective (id),
  pillar_id TEXT REFERENCES strategy_pillar (id),
  persona_id TEXT REFERENCES strategy_persona (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  language TEXT NOT NULL,
  link_url TEXT,
  assets TEXT NOT NULL,
  variants TEXT NOT NULL,
  state TEXT NOT NULL,
  author_id TEXT NOT NULL,
  search_text TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT
);

CREATE TABLE studio_content_revision (
  content_id TEXT NOT NULL REFERENCES studio_content (id),
  revision BIGINT NOT NULL,
  draft TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (content_id, revision)
);

CREATE TABLE studio_content_word (
  word TEXT NOT NULL,
  content_id TEXT NOT NULL,
  PRIMARY KEY (word, content_id)
);

CREATE TABLE studio_word (
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  folded TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (brand_id, folded)
);

CREATE UNIQUE INDEX certify_appeal_once ON certify_appeal (outcome_id);

CREATE INDEX certify_archive_by_workspace ON certify_archive (workspace_id, asked_at);

CREATE INDEX certify_award_by_candidate ON certify_award (candidate_id);

CREATE INDEX certify_award_by_workspace ON certify_award (workspace_id, awarded_on);

CREATE UNIQUE INDEX certify_cdc_batch_number ON certify_cdc_batch (workspace_id, number);

CREATE INDEX certify_cdc_item_by_state ON certify_cdc_item (workspace_id, state);

CREATE UNIQUE INDEX certify_cdc_item_once ON certify_cdc_item (certificate_id, action);

CREATE UNIQUE INDEX certify_certificate_serial ON certify_certificate (workspace_id, serial);

CREATE UNIQUE INDEX certify_certificate_standing ON certify_certificate (enrolment_id) WHERE state = 'issued';

CREATE INDEX certify_correction_by_session ON certify_correction (session_id);

CREATE UNIQUE INDEX certify_correction_once ON certify_correction (cause, cause_id);

CREATE INDEX certify_credential_by_candidate ON certify_credential (candidate_id);

CREATE UNIQUE INDEX certify_credential_once ON certify_credential (source_id, kind) WHERE state <> 'revoked';

CREATE UNIQUE INDEX certify_credential_status ON certify_credential (workspace_id, status_list, status_index);

CREATE INDEX certify_fraud_by_workspace ON certify_fraud (workspace_id, reported_on);

CREATE UNIQUE INDEX certify_key_active ON certify_key (workspace_id, kind) WHERE state = 'active';

CREATE UNIQUE INDEX certify_key_name ON certify_key (workspace_id, name);

CREATE INDEX certify_outcome_by_candidate ON certify_outcome (candidate_id);

CREATE UNIQUE INDEX certify_outcome_once ON certify_outcome (workspace_id, minutes_number, enrolment_id, block);

CREATE INDEX certify_outcome_to_notify ON certify_outcome (notify_by) WHERE notified_at IS NULL;

CREATE INDEX certify_purge_by_workspace ON certify_purge (workspace_id, purged_at);

CREATE INDEX certify_share_by_candidate ON certify_share (candidate_id);

CREATE UNIQUE INDEX certify_share_token ON certify_share (token_hash);

CREATE INDEX certify_survey_by_workspace ON certify_survey (workspace_id, certified_on);

CREATE UNIQUE INDEX certify_survey_once ON certify_survey (candidate_id, months);

CREATE UNIQUE INDEX certify_survey_token ON certify_survey (token_hash);

CREATE INDEX convert_conversion_by_brand ON convert_conversion (brand_id, at, id);

CREATE UNIQUE INDEX convert_conversion_of_no_site ON convert_conversion (brand_id, order_id) WHERE site_id IS NULL;

CREATE UNIQUE INDEX convert_conversion_of_site ON convert_conversion (brand_id, order_id, site_id) WHERE site_id IS NOT NULL;

CREATE INDEX convert_site_by_brand ON convert_site (brand_id, created_at);

CREATE UNIQUE INDEX enrol_candidate_number ON enrol_candidate (workspace_id, number);

CREATE UNIQUE INDEX enrol_candidate_of_person ON enrol_candidate (workspace_id, person_id) WHERE person_id IS NOT NULL;

CREATE INDEX enrol_enrolment_by_candidate ON enrol_enrolment (candidate_id);

CREATE INDEX enrol_enrolment_by_silence ON enrol_enrolment (state, silence_on);

CREATE INDEX enrol_enrolment_by_workspace ON enrol_enrolment (workspace_id, created_at);

CREATE UNIQUE INDEX enrol_equivalence_standing ON enrol_equivalence (from_version, to_version, block) WHERE withdrawn_at IS NULL;

CREATE INDEX enrol_identity_by_invitation ON enrol_identity (invitation_id);

CREATE INDEX enrol_identity_by_match ON enrol_identity (workspace_id, match_key);

CREATE INDEX enrol_ledger_by_object ON enrol_ledger (workspace_id, kind, object_id);

CREATE INDEX enrol_ledger_personal_by_object ON enrol_ledger_personal (workspace_id, kind, object_id);

CREATE UNIQUE INDEX enrol_resolution_standing ON enrol_resolution (version_id, code) WHERE withdrawn_at IS NULL;

CREATE UNIQUE INDEX enrol_rule_set_in_force ON enrol_rule_set (workspace_id, name) WHERE state = 'in_force';

CREATE UNIQUE INDEX enrol_rule_set_number ON enrol_rule_set (workspace_id, name, number);

CREATE INDEX enrol_version_by_workspace ON enrol_version (workspace_id, state, confirmed_at);

CREATE INDEX examine_case_by_workspace ON examine_case (workspace_id, created_at);

CREATE INDEX examine_derogation_by_sitter ON examine_derogation (sitter_id);

CREATE INDEX examine_piece_by_sitter ON examine_piece (sitter_id, created_at);

CREATE INDEX examine_questionnaire_by_workspace ON examine_questionnaire (workspace_id, title);

CREATE INDEX examine_refusal_by_session ON examine_refusal (session_id, at);

CREATE INDEX examine_session_by_state ON examine_session (state);

CREATE INDEX examine_session_by_workspace ON examine_session (workspace_id, opens_at);

CREATE UNIQUE INDEX examine_sitter_by_enrolment ON examine_sitter (session_id, enrolment_id);

CREATE INDEX examine_sitter_by_person ON examine_sitter (enrolment_id);

CREATE UNIQUE INDEX examine_sitter_by_pseudonym ON examine_sitter (workspace_id, pseudonym);

CREATE UNIQUE INDEX examine_submission_by_attempt ON examine_submission (sitter_id, attempt);

CREATE UNIQUE INDEX examine_submission_by_leaf ON examine_submission (session_id, leaf_index);

CREATE INDEX identity_api_token_by_person ON identity_api_token (person_id);

CREATE INDEX identity_audit_entry_by_object ON identity_audit_entry (object_id);

CREATE INDEX identity_audit_entry_by_workspace ON identity_audit_entry (workspace_id, position);

CREATE INDEX identity_invitation_by_workspace ON identity_invitation (workspace_id);

CREATE INDEX identity_membership_by_person ON identity_membership (person_id, workspace_id);

CREATE INDEX identity_membership_by_workspace ON identity_membership (workspace_id);

CREATE INDEX identity_password_reset_by_person ON identity_password_reset (person_id);

CREATE INDEX identity_sent_mail_by_workspace ON identity_sent_mail (workspace_id, created_at);

CREATE INDEX identity_session_by_person ON identity_session (person_id);

CREATE INDEX jobs_event_ended ON jobs_event (ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX jobs_event_waiting ON jobs_event (name, sequence) WHERE state = 'waiting';

CREATE INDEX jobs_job_due ON jobs_job (run_at, sequence) WHERE state = 'waiting';

CREATE INDEX jobs_job_ended ON jobs_job (ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX jobs_job_running ON jobs_job (lane, lease_until) WHERE state = 'running';

CREATE UNIQUE INDEX jobs_job_unique_key ON jobs_job (unique_key) WHERE state = 'waiting';

CREATE INDEX jobs_owned_by_person ON jobs_owned (person, asked_at);

CREATE INDEX jobs_schedule_next ON jobs_schedule (next_at);

CREATE UNIQUE INDEX judge_agreed_by_criterion ON judge_agreed (deliberation_id, enrolment_id, criterion) WHERE dropped_at IS NULL;

CREATE UNIQUE INDEX judge_decision_by_candidate ON judge_decision (deliberation_id, enrolment_id) WHERE dropped_at IS NULL;

CREATE INDEX judge_decision_by_minutes ON judge_decision (minutes_id);

CREATE INDEX judge_declaration_by_session ON judge_declaration (session_id, juror_id);

CREATE UNIQUE INDEX judge_deliberation_by_round ON judge_deliberation (session_id, round);

CREATE INDEX judge_grid_by_juror ON judge_grid (juror_id);

CREATE INDEX judge_grid_by_session ON judge_grid (session_id, enrolment_id);

CREATE INDEX judge_incident_by_session ON judge_incident (session_id);

CREATE UNIQUE INDEX judge_juror_by_person ON judge_juror (workspace_id, person_id);

CREATE UNIQUE INDEX judge_minutes_by_number ON judge_minutes (workspace_id, number);

CREATE INDEX judge_minutes_by_session ON judge_minutes (session_id);

CREATE INDEX judge_oral_material_by_slot ON judge_oral_material (oral_id);

CREATE UNIQUE INDEX judge_oral_slot_by_candidate ON judge_oral_slot (session_id, enrolment_id);

CREATE INDEX judge_phrase_by_juror ON judge_phrase (juror_id);

CREATE INDEX judge_seat_by_juror ON judge_seat (juror_id);

CREATE INDEX judge_seat_by_session ON judge_seat (session_id);

CREATE UNIQUE INDEX judge_signature_by_juror ON judge_signature (minutes_id, juror_id, content_sha256);

CREATE INDEX measure_cost_line_by_brand ON measure_cost_line (brand_id, on_day);

CREATE INDEX measure_cost_line_by_objective ON measure_cost_line (objective_id);

CREATE INDEX measure_cost_line_by_week ON measure_cost_line (person_id, week);

CREATE INDEX measure_reading_by_publication ON measure_reading (brand_id, publication_id, metric, at);

CREATE INDEX measure_report_by_objective ON measure_report (brand_id, objective_id, made_at);

CREATE INDEX publish_approval_item_by_publication ON publish_approval_item (publication_id);

CREATE INDEX publish_approval_request_by_brand ON publish_approval_request (brand_id, created_at);

CREATE INDEX publish_attempt_by_publication ON publish_attempt (publication_id, began_at, id);

CREATE INDEX publish_delivery_by_brand ON publish_delivery (brand_id, due);

CREATE INDEX publish_delivery_by_state ON publish_delivery (state, due);

CREATE INDEX publish_publication_by_brand ON publish_publication (brand_id, at, id);

CREATE INDEX publish_publication_by_brand_state ON publish_publication (brand_id, state, at, id);

CREATE INDEX publish_publication_by_content ON publish_publication (content_id);

CREATE INDEX publish_publication_by_state ON publish_publication (state, at);

CREATE INDEX referential_evidence_brand ON referential_evidence (brand_id, id);

CREATE INDEX referential_evidence_person ON referential_evidence (person_id, id);

CREATE INDEX strategy_brief_by_brand ON strategy_brief (brand_id, created_at);

CREATE INDEX strategy_brief_document_by_brief ON strategy_brief_document (brief_id, created_at);

CREATE INDEX strategy_channel_by_brand ON strategy_channel (brand_id, created_at);

CREATE INDEX strategy_objective_by_brand ON strategy_objective (brand_id, created_at);

CREATE INDEX strategy_passage_by_brief ON strategy_passage (brief_id, created_at);

CREATE INDEX strategy_persona_by_brand ON strategy_persona (brand_id, created_at);

CREATE INDEX strategy_pillar_by_brand ON strategy_pillar (brand_id, created_at);

CREATE INDEX strategy_short_link_by_brand ON strategy_short_link (brand_id, created_at);

CREATE INDEX strategy_short_link_by_publication ON strategy_short_link (publication_id);

CREATE INDEX studio_asset_by_brand ON studio_asset (brand_id, created_at);

CREATE INDEX studio_content_active ON studio_content (brand_id, updated_at, id) WHERE archived_at IS NULL;

CREATE INDEX studio_content_active_by_state ON studio_content (brand_id, state, updated_at, id) WHERE archived_at IS NULL;

CREATE INDEX studio_content_archived ON studio_content (brand_id, updated_at, id) WHERE archived_at IS NOT NULL;

CREATE UNIQUE INDEX studio_content_draft ON studio_content (id) WHERE state = 'draft' AND archived_at IS NULL;

CREATE VIEW studio_draft AS SELECT id FROM studio_content WHERE state = 'draft' AND archived_at IS NULL;
