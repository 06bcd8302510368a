-- Whoever is on probation in a post may be a candidate for another one: of those who are appointed already a person may have a second candidacy open. The row
-- says it itself, in a column that changes only with the appointment, so that an index over it costs no other fact anything.
ALTER TABLE "case_row" ADD COLUMN "on_trial" BOOLEAN NOT NULL GENERATED ALWAYS AS ("procedure" = 'candidacy' AND 'C9' = ANY("steps")) STORED;
DROP INDEX "case_row_open_key";
CREATE UNIQUE INDEX "case_row_open_key" ON "case_row"("subject_id", "procedure") WHERE "phase" <> 'ended' AND "subject_id" IS NOT NULL AND NOT "on_trial";
