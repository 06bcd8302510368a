-- What somebody has typed and not yet sent, sealed; kept here so that neither a crash nor a shared browser loses or shows it.
CREATE TABLE "draft" (
    "person_id" UUID NOT NULL REFERENCES "person"("id") ON DELETE CASCADE,
    "name" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "draft_pkey" PRIMARY KEY ("person_id", "name")
);
CREATE INDEX "draft_saved_at_idx" ON "draft"("saved_at");
