-- In which order entries came, as far as anybody can tell before they are numbered: the sequencer reads from here on. Transactions commit in another order.
ALTER TABLE "log_entry" ADD COLUMN "arrival" BIGINT GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX "log_entry_arrival_key" ON "log_entry"("arrival");
-- The leaf of the tree takes its place; no longer written.
ALTER TABLE "log_entry" ALTER COLUMN "hash" DROP NOT NULL;
-- Nothing asks by it, and every act pays for it.
DROP INDEX "log_entry_kind_at_idx";

-- RFC 6962: leaf by number, and the hashes of perfect subtrees at levels 8, 16, 24 ...; what lies between is at most 255 hashes away.
CREATE TABLE "log_leaf" (
    "position" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "stamp" BYTEA NOT NULL,
    CONSTRAINT "log_leaf_pkey" PRIMARY KEY ("position")
);
CREATE UNIQUE INDEX "log_leaf_entry_id_key" ON "log_leaf"("entry_id");

CREATE TABLE "log_node" (
    "level" SMALLINT NOT NULL,
    "position" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    CONSTRAINT "log_node_pkey" PRIMARY KEY ("level", "position")
);

CREATE TABLE "log_checkpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "log_checkpoint_pkey" PRIMARY KEY ("size")
);

-- One row: which log this is.
CREATE TABLE "log_origin" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "origin" TEXT NOT NULL,
    CONSTRAINT "log_origin_pkey" PRIMARY KEY ("one"),
    CONSTRAINT "log_origin_one" CHECK ("one")
);

CREATE TABLE "log_key" (
    "vkey" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "log_key_pkey" PRIMARY KEY ("vkey")
);

-- The newest checkpoint that each account has been shown.
CREATE TABLE "checkpoint_seen" (
    "account_id" UUID NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "checkpoint_seen_pkey" PRIMARY KEY ("account_id")
);

-- Salt of the commitments to a person's values. Erased with the person: the commitments stay, and nobody can tell any more to what.
CREATE TABLE "person_salt" (
    "person_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    CONSTRAINT "person_salt_pkey" PRIMARY KEY ("person_id")
);

-- Free text that an entry commits to, such as the reason of a reveal; sealed, and erased with the person.
CREATE TABLE "log_text" (
    "entry_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    CONSTRAINT "log_text_pkey" PRIMARY KEY ("entry_id", "name")
);
CREATE INDEX "log_text_person_id_idx" ON "log_text"("person_id");

CREATE TRIGGER "log_leaf_append_only" BEFORE UPDATE OR DELETE ON "log_leaf" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_node_append_only" BEFORE UPDATE OR DELETE ON "log_node" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_checkpoint_append_only" BEFORE UPDATE OR DELETE ON "log_checkpoint" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_origin_append_only" BEFORE UPDATE OR DELETE ON "log_origin" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_key_append_only" BEFORE UPDATE OR DELETE ON "log_key" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
-- TRUNCATE fires no row trigger.
CREATE TRIGGER "fact_kept_whole" BEFORE TRUNCATE ON "fact" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_entry_kept_whole" BEFORE TRUNCATE ON "log_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_leaf_kept_whole" BEFORE TRUNCATE ON "log_leaf" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_node_kept_whole" BEFORE TRUNCATE ON "log_node" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "log_checkpoint_kept_whole" BEFORE TRUNCATE ON "log_checkpoint" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
