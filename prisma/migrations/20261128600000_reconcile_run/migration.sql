-- What each comparison of ledger, log, register, papers and read rows found. Kept for ever: that something once differed is evidence too.
CREATE TABLE "reconcile_run" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    -- Every ledger folded anew and every paper read.
    "deep" BOOLEAN NOT NULL,
    -- Who asked for it; null: the system's own round, or the command line.
    "person_id" UUID,
    "total" INTEGER NOT NULL,
    -- The first five thousand.
    "differences" JSONB NOT NULL,
    CONSTRAINT "reconcile_run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "reconcile_run_at_idx" ON "reconcile_run"("at");
CREATE TRIGGER "reconcile_run_append_only" BEFORE UPDATE OR DELETE ON "reconcile_run" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "reconcile_run_kept_whole" BEFORE TRUNCATE ON "reconcile_run" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
