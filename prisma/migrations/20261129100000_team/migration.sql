-- An account of a team that inspects or audits from above (巡察组、督导组). Its days are those of its one holding: auditor at the organisation it looks into.
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    -- The account's own person: without unit, birth date and number, so that it can be nothing else.
    "person_id" UUID NOT NULL,
    "holding_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    -- Who holds the account and answers for it.
    "keeper" TEXT NOT NULL,
    -- The number of the letter by which the team was sent.
    "letter" TEXT NOT NULL,
    "opened_by" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "team_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "team_person_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id"),
    CONSTRAINT "team_holding_fkey" FOREIGN KEY ("holding_id") REFERENCES "holding"("id")
);
CREATE UNIQUE INDEX "team_person_id_key" ON "team"("person_id");
CREATE UNIQUE INDEX "team_holding_id_key" ON "team"("holding_id");
CREATE INDEX "team_opened_at_idx" ON "team"("opened_at", "id");

-- What a team has read is listed by team; entries of everybody else are in no index of persons.
CREATE INDEX "log_entry_team_read" ON "log_entry"("person_id", "at", "id") WHERE "kind" = 'team-read';
