-- A link for a minor's guardian: shows what the child sees of one case, nothing else; found by its digest only.
CREATE TABLE "guardian_link" (
    "token_hash" BYTEA NOT NULL,
    "case_id" UUID NOT NULL REFERENCES "case_row"("id"),
    "issued_by" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "guardian_link_pkey" PRIMARY KEY ("token_hash")
);
CREATE INDEX "guardian_link_case_id_idx" ON "guardian_link"("case_id");
