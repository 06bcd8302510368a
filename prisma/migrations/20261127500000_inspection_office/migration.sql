-- Substitutes of an inspector have an order; leave takes an inspector out of it for a while.
ALTER TABLE "holding" ADD COLUMN "rank" INTEGER;

CREATE TABLE "inspector_leave" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "since" TEXT NOT NULL,
    "until" TEXT,
    "given_by" UUID NOT NULL,
    CONSTRAINT "inspector_leave_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "inspector_leave_org_id_person_id_idx" ON "inspector_leave"("org_id", "person_id");
ALTER TABLE "inspector_leave" ADD CONSTRAINT "inspector_leave_person_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");
ALTER TABLE "inspector_leave" ADD CONSTRAINT "inspector_leave_org_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id");

-- Second factor: the secret is sealed; a time step once accepted is never accepted again.
CREATE TABLE "second_factor" (
    "account_id" UUID NOT NULL,
    "secret_sealed" BYTEA NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("account_id")
);
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_account_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE;

CREATE TABLE "recovery_code" (
    "code_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("code_hash")
);
CREATE INDEX "recovery_code_account_id_idx" ON "recovery_code"("account_id");
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE;

ALTER TABLE "session" ADD COLUMN "factor_at" TIMESTAMPTZ(3);
-- account: opens or resets an account; factor: lets an inspector enrol a second factor.
ALTER TABLE "activation_slip" ADD COLUMN "purpose" TEXT NOT NULL DEFAULT 'account';

-- What only two people may do: the first asks with a reason and a paper, another one joins.
CREATE TABLE "joint_act" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "about_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "reason_sealed" BYTEA NOT NULL,
    "paper_id" UUID,
    "joined_by" UUID,
    "joined_at" TIMESTAMPTZ(3),
    CONSTRAINT "joint_act_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "joint_act_two_people" CHECK ("joined_by" IS NULL OR "joined_by" <> "asked_by")
);
CREATE INDEX "joint_act_about_id_kind_idx" ON "joint_act"("about_id", "kind");

-- Kin and other declared conflicts. The relative is a person here, or somebody known by a sealed name and number.
CREATE TABLE "kin" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "relative_id" UUID,
    "relative_sealed" BYTEA,
    "relative_index" BYTEA,
    "kind" TEXT NOT NULL,
    "since" TEXT,
    "until" TEXT,
    "note_sealed" BYTEA,
    "declared_by" UUID NOT NULL,
    -- self | officer | inspection
    "declared_as" TEXT NOT NULL,
    "declared_on" TEXT NOT NULL,
    "withdrawn_by" UUID,
    "withdrawn_on" TEXT,
    CONSTRAINT "kin_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "kin_has_relative" CHECK ("relative_id" IS NOT NULL OR "relative_sealed" IS NOT NULL),
    CONSTRAINT "kin_of_another" CHECK ("relative_id" IS NULL OR "relative_id" <> "person_id")
);
CREATE INDEX "kin_person_id_idx" ON "kin"("person_id");
CREATE INDEX "kin_relative_id_idx" ON "kin"("relative_id");
CREATE INDEX "kin_relative_index_idx" ON "kin"("relative_index");
ALTER TABLE "kin" ADD CONSTRAINT "kin_person_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");
ALTER TABLE "kin" ADD CONSTRAINT "kin_relative_fkey" FOREIGN KEY ("relative_id") REFERENCES "person"("id");
-- Withdrawn once, never deleted, and nothing else of it changes.
CREATE FUNCTION "refuse_kin_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."withdrawn_on" IS NOT NULL
     OR (to_jsonb(NEW) - 'withdrawn_on' - 'withdrawn_by') IS DISTINCT FROM (to_jsonb(OLD) - 'withdrawn_on' - 'withdrawn_by')
  THEN RAISE EXCEPTION 'kin is append-only'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "kin_append_only" BEFORE UPDATE OR DELETE ON "kin" FOR EACH ROW EXECUTE FUNCTION "refuse_kin_change"();

-- A candidacy is a case of its own below the case of the post.
ALTER TABLE "case_row" ADD COLUMN IF NOT EXISTS "parent_id" UUID;
CREATE INDEX IF NOT EXISTS "case_row_parent_id_idx" ON "case_row"("parent_id");
-- Who complained, as a keyed digest: nobody reads it from here, but a complainant is known when he would be made the inspector.
ALTER TABLE "objection" ADD COLUMN "complainant_index" BYTEA;
CREATE INDEX "objection_case_id_complainant_index_idx" ON "objection"("case_id", "complainant_index");
