-- The outbox: a message that has still to be looked at for what leaves the house. Written with the message, whoever writes that: no message without its row.
CREATE TABLE "outbox" (
    "message_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("message_id")
);
CREATE INDEX "outbox_at_idx" ON "outbox"("at");
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_message_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE;

CREATE FUNCTION "post_message"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "outbox" ("message_id", "at") VALUES (NEW."id", NEW."created_at");
  RETURN NULL;
END $$;
-- A row trigger: an act that tells nobody anything pays nothing.
CREATE TRIGGER "message_posted" AFTER INSERT ON "message" FOR EACH ROW EXECUTE FUNCTION "post_message"();

-- One message by one channel to one address. Addresses are not here: they are opened when it is sent.
CREATE TABLE "delivery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- Once per message and address, however often it is settled.
    "key" TEXT NOT NULL,
    "message_id" UUID,
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    -- Whose address; null: the group's.
    "person_id" UUID,
    "case_id" UUID,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    -- What went in one sending: several, in a digest.
    "batch" UUID,
    "settled_at" TIMESTAMPTZ(3),
    -- A code, never the words of the other side: those may name people.
    "error" TEXT,
    -- A code to be typed in, until it is sent.
    "sealed" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "delivery_channel" CHECK ("channel" IN ('mail', 'sms', 'robot')),
    CONSTRAINT "delivery_target" CHECK ("target" IN ('person', 'guardian', 'group')),
    CONSTRAINT "delivery_state" CHECK ("state" IN ('due', 'sending', 'sent', 'dead', 'unknown'))
);
CREATE UNIQUE INDEX "delivery_key_key" ON "delivery"("key");
CREATE INDEX "delivery_due_idx" ON "delivery"("channel", "due_at") WHERE "state" = 'due';
CREATE INDEX "delivery_sending_idx" ON "delivery"("claimed_at") WHERE "state" = 'sending';
CREATE INDEX "delivery_robot_idx" ON "delivery"("claimed_at") WHERE "channel" = 'robot';
CREATE INDEX "delivery_state_created_at_idx" ON "delivery"("state", "created_at", "id");
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_message_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE;

-- How somebody wants to be told. `lawful`: only what the law wants told.
CREATE TABLE "contact_choice" (
    "person_id" UUID NOT NULL,
    "mail" TEXT NOT NULL DEFAULT 'all',
    "sms" TEXT NOT NULL DEFAULT 'lawful',
    "mail_sealed" BYTEA,
    "mail_confirmed_at" TIMESTAMPTZ(3),
    "code_hash" BYTEA,
    "code_until" TIMESTAMPTZ(3),
    "code_tries" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "contact_choice_pkey" PRIMARY KEY ("person_id"),
    CONSTRAINT "contact_choice_mail" CHECK ("mail" IN ('all', 'lawful')),
    CONSTRAINT "contact_choice_sms" CHECK ("sms" IN ('all', 'lawful'))
);
ALTER TABLE "contact_choice" ADD CONSTRAINT "contact_choice_person_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE;

-- Rungs of the ladder that a task has been reminded at.
CREATE TABLE "reminder" (
    "case_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "rung" INTEGER NOT NULL,
    CONSTRAINT "reminder_pkey" PRIMARY KEY ("case_id", "step", "seat", "due_on", "rung")
);
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_case_fkey" FOREIGN KEY ("case_id") REFERENCES "case_row"("id") ON DELETE CASCADE;
