CREATE TABLE "organisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "region" TEXT NOT NULL DEFAULT 'CN',
    "field" TEXT NOT NULL DEFAULT 'society',
    "school_stage" TEXT,
    "approves" BOOLEAN NOT NULL DEFAULT false,
    "has_committee" BOOLEAN NOT NULL DEFAULT true,
    "overlay" TEXT,
    "inspects_id" UUID,
    "contact" TEXT,
    "closed_on" TEXT,
    "successor_id" UUID,
    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL DEFAULT '',
    "birth" TEXT NOT NULL,
    "sex" TEXT,
    "ethnicity" TEXT,
    "id_number_sealed" BYTEA,
    "id_number_index" BYTEA,
    "phone_sealed" BYTEA,
    "guardian_name" TEXT,
    "guardian_sealed" BYTEA,
    "unit_id" UUID,
    "grade" TEXT,
    "league" TEXT NOT NULL DEFAULT 'none',
    "member_since" TEXT,
    "certified" BOOLEAN NOT NULL DEFAULT false,
    "rights_lost_until" TEXT,
    "pioneer" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "holding" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "until" TEXT,
    "acting" BOOLEAN NOT NULL DEFAULT false,
    "given_by" UUID,
    CONSTRAINT "holding_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "password_hash" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "must_change" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "session" (
    "token_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "agent" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "activation_slip" (
    "code_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "issued_by" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    CONSTRAINT "activation_slip_pkey" PRIMARY KEY ("code_hash")
);

CREATE TABLE "statute" (
    "hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    CONSTRAINT "statute_pkey" PRIMARY KEY ("hash")
);

CREATE TABLE "case_row" (
    "id" UUID NOT NULL,
    "procedure" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID,
    "unit_id" UUID NOT NULL,
    "committee_id" UUID NOT NULL,
    "phase" TEXT NOT NULL,
    "ending" TEXT,
    "opened_on" TEXT NOT NULL,
    "ended_on" TEXT,
    "steps" TEXT[],
    "stage" TEXT NOT NULL,
    "due_on" TEXT,
    "seq" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "statute_hash" TEXT NOT NULL,
    "origin" JSONB NOT NULL,
    "started" BOOLEAN NOT NULL DEFAULT false,
    "findings" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "case_row_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "fact" (
    "case_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "recorder_id" UUID,
    "command_id" UUID,
    "fact" JSONB NOT NULL,
    "hash" BYTEA NOT NULL,
    CONSTRAINT "fact_pkey" PRIMARY KEY ("case_id", "seq")
);

CREATE TABLE "command" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sender_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "command" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'registered',
    "refusal" JSONB,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    CONSTRAINT "command_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reply" (
    "sender_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "reply_pkey" PRIMARY KEY ("sender_id", "key")
);

CREATE TABLE "paper" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "uploaded_by" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "paper_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "task" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "procedure" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "org_id" UUID,
    "person_id" UUID,
    "since" TEXT NOT NULL,
    "due_on" TEXT,
    "earliest_on" TEXT,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "occasion_entry" (
    "occasion_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    CONSTRAINT "occasion_entry_pkey" PRIMARY KEY ("occasion_id", "case_id")
);

CREATE TABLE "message" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "case_id" UUID,
    "seq" INTEGER,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "objection" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "occasion_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "receipt_hash" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "named" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "ruled_on" TEXT,
    "ruling" TEXT,
    CONSTRAINT "objection_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quota_line" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "parent_id" UUID,
    "field" TEXT NOT NULL DEFAULT 'any',
    "stage" TEXT NOT NULL DEFAULT 'any',
    "grade" TEXT NOT NULL DEFAULT 'any',
    "places" INTEGER NOT NULL,
    "handed" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "used" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "quota_line_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quota_reservation" (
    "case_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "line_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "why" TEXT,
    "on" TEXT NOT NULL,
    CONSTRAINT "quota_reservation_pkey" PRIMARY KEY ("case_id", "round")
);

CREATE TABLE "number_range" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "first" BIGINT NOT NULL,
    "last" BIGINT NOT NULL,
    "next" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "number_range_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "issued_number" (
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "case_id" UUID,
    "round" INTEGER,
    "range_id" UUID,
    "org_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "why" TEXT,
    "on" TEXT NOT NULL,
    "voided_on" TEXT,
    CONSTRAINT "issued_number_pkey" PRIMARY KEY ("kind", "number")
);

CREATE TABLE "holiday_notice" (
    "region" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "uploaded_by" UUID,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "holiday_notice_pkey" PRIMARY KEY ("region", "year", "version")
);

CREATE TABLE "waiting" (
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "notify_on" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "told" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "waiting_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "log_entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "case_id" UUID,
    "body" JSONB NOT NULL,
    "hash" BYTEA NOT NULL,
    CONSTRAINT "log_entry_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "organisation_code_key" ON "organisation"("code");
CREATE INDEX "organisation_path_idx" ON "organisation"("path");
CREATE INDEX "organisation_parent_id_idx" ON "organisation"("parent_id");
CREATE UNIQUE INDEX "person_id_number_index_key" ON "person"("id_number_index");
CREATE INDEX "person_unit_id_league_idx" ON "person"("unit_id", "league");
CREATE INDEX "person_pinyin_idx" ON "person"("pinyin");
CREATE INDEX "holding_person_id_idx" ON "holding"("person_id");
CREATE INDEX "holding_org_id_role_idx" ON "holding"("org_id", "role");
CREATE UNIQUE INDEX "account_person_id_key" ON "account"("person_id");
CREATE UNIQUE INDEX "account_login_key" ON "account"("login");
CREATE INDEX "session_account_id_idx" ON "session"("account_id");
CREATE INDEX "activation_slip_person_id_idx" ON "activation_slip"("person_id");
CREATE INDEX "case_row_subject_id_idx" ON "case_row"("subject_id");
CREATE INDEX "case_row_unit_id_phase_idx" ON "case_row"("unit_id", "phase");
CREATE INDEX "case_row_committee_id_phase_idx" ON "case_row"("committee_id", "phase");
CREATE INDEX "fact_command_id_idx" ON "fact"("command_id");
CREATE INDEX "fact_actor_id_idx" ON "fact"("actor_id");
CREATE UNIQUE INDEX "command_sender_id_key_key" ON "command"("sender_id", "key");
CREATE INDEX "command_status_registered_at_idx" ON "command"("status", "registered_at");
CREATE INDEX "command_case_id_idx" ON "command"("case_id");
CREATE INDEX "paper_case_id_idx" ON "paper"("case_id");
CREATE INDEX "paper_status_uploaded_at_idx" ON "paper"("status", "uploaded_at");
CREATE INDEX "task_case_id_idx" ON "task"("case_id");
CREATE INDEX "task_org_id_seat_due_on_id_idx" ON "task"("org_id", "seat", "due_on", "id");
CREATE INDEX "task_person_id_due_on_id_idx" ON "task"("person_id", "due_on", "id");
CREATE INDEX "occasion_entry_case_id_idx" ON "occasion_entry"("case_id");
CREATE UNIQUE INDEX "message_person_id_case_id_seq_kind_key" ON "message"("person_id", "case_id", "seq", "kind");
CREATE INDEX "message_person_id_created_at_idx" ON "message"("person_id", "created_at");
CREATE UNIQUE INDEX "objection_receipt_hash_key" ON "objection"("receipt_hash");
CREATE INDEX "objection_occasion_id_idx" ON "objection"("occasion_id");
CREATE UNIQUE INDEX "quota_line_org_id_year_field_stage_grade_key" ON "quota_line"("org_id", "year", "field", "stage", "grade");
CREATE INDEX "quota_reservation_line_id_status_idx" ON "quota_reservation"("line_id", "status");
CREATE INDEX "number_range_org_id_kind_year_idx" ON "number_range"("org_id", "kind", "year");
CREATE INDEX "issued_number_case_id_idx" ON "issued_number"("case_id");
CREATE INDEX "issued_number_org_id_kind_year_idx" ON "issued_number"("org_id", "kind", "year");
CREATE INDEX "waiting_notify_on_idx" ON "waiting"("notify_on");
CREATE INDEX "log_entry_case_id_idx" ON "log_entry"("case_id");
CREATE INDEX "log_entry_kind_at_idx" ON "log_entry"("kind", "at");

ALTER TABLE "organisation" ADD CONSTRAINT "organisation_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma cannot say.
-- One open case a person and procedure.
CREATE UNIQUE INDEX "case_row_open_key" ON "case_row"("subject_id", "procedure") WHERE "phase" <> 'ended' AND "subject_id" IS NOT NULL;
CREATE INDEX "organisation_path_prefix" ON "organisation"("path" text_pattern_ops);
CREATE INDEX "case_row_unstarted" ON "case_row"("opened_at") WHERE NOT "started";
-- A place can never be given twice: the row lock and this check together.
ALTER TABLE "quota_line" ADD CONSTRAINT "quota_line_not_overdrawn" CHECK ("handed" >= 0 AND "reserved" >= 0 AND "used" >= 0 AND "handed" + "reserved" + "used" <= "places");
ALTER TABLE "quota_line" ADD CONSTRAINT "quota_line_org_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id");
ALTER TABLE "quota_reservation" ADD CONSTRAINT "quota_reservation_line_fkey" FOREIGN KEY ("line_id") REFERENCES "quota_line"("id");
ALTER TABLE "number_range" ADD CONSTRAINT "number_range_inside" CHECK ("first" <= "last" AND "next" >= "first" AND "next" <= "last" + 1);
ALTER TABLE "person" ADD CONSTRAINT "person_unit_fkey" FOREIGN KEY ("unit_id") REFERENCES "organisation"("id");
ALTER TABLE "holding" ADD CONSTRAINT "holding_person_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");
ALTER TABLE "holding" ADD CONSTRAINT "holding_org_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id");
ALTER TABLE "account" ADD CONSTRAINT "account_person_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");
ALTER TABLE "session" ADD CONSTRAINT "session_account_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE;
ALTER TABLE "fact" ADD CONSTRAINT "fact_case_fkey" FOREIGN KEY ("case_id") REFERENCES "case_row"("id");
ALTER TABLE "task" ADD CONSTRAINT "task_case_fkey" FOREIGN KEY ("case_id") REFERENCES "case_row"("id");
-- The ledger and the log only grow.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER "fact_append_only" BEFORE UPDATE OR DELETE ON "fact" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_entry_append_only" BEFORE UPDATE OR DELETE ON "log_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
