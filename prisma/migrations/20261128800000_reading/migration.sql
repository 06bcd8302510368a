-- Who has read what on a day: of a file that is open on a screen for hours the log has one entry a day, not one each half minute.
CREATE TABLE "reading" (
    "about" UUID NOT NULL,
    "reader_id" UUID NOT NULL,
    "on" TEXT NOT NULL,
    CONSTRAINT "reading_pkey" PRIMARY KEY ("about", "reader_id", "on")
);
CREATE INDEX "reading_on_idx" ON "reading"("on");
-- What was read or revealed of a person, found by the person.
CREATE INDEX "log_entry_of_idx" ON "log_entry"(("body" ->> 'of')) WHERE "kind" IN ('person-read', 'person-revealed');
