-- The term of an elected body: an election before or after its end needs the approvals of art. 4.
CREATE TABLE "term" (
    "case_id" UUID NOT NULL REFERENCES "case_row"("id"),
    "org_id" UUID NOT NULL REFERENCES "organisation"("id"),
    "what" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "ends_on" TEXT NOT NULL,
    CONSTRAINT "term_pkey" PRIMARY KEY ("case_id")
);
CREATE INDEX "term_org_id_since_idx" ON "term"("org_id", "since");

-- One election of a branch at a time. Of the branch that asked for it: a case that a successor takes over must still be recorded.
CREATE UNIQUE INDEX "case_row_open_election_key" ON "case_row"(("origin" ->> 'unit')) WHERE "procedure" = 'election' AND "phase" <> 'ended';
