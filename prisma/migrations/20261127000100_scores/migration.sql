-- Scores of a competition, sealed until all examiners have given theirs.
CREATE TABLE "score_sheet" (
    "case_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "examiner_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "score_sheet_pkey" PRIMARY KEY ("case_id", "round", "part", "examiner_id")
);
ALTER TABLE "score_sheet" ADD CONSTRAINT "score_sheet_case_fkey" FOREIGN KEY ("case_id") REFERENCES "case_row"("id");
CREATE TRIGGER "score_sheet_append_only" BEFORE UPDATE OR DELETE ON "score_sheet" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
