-- A complaint (检举控告) at any time, about a case or in words. Who wrote what is sealed; the receipt is kept as a digest only.
CREATE TABLE "complaint" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID,
    "org_id" UUID,
    "receipt_hash" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "named" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "received_on" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attached" BOOLEAN NOT NULL DEFAULT false,
    "investigation_id" UUID,
    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "complaint_receipt_hash_key" ON "complaint"("receipt_hash");
CREATE INDEX "complaint_case_id_idx" ON "complaint"("case_id");
CREATE INDEX "complaint_org_id_received_at_idx" ON "complaint"("org_id", "received_at");
CREATE INDEX "complaint_investigation_id_idx" ON "complaint"("investigation_id");
