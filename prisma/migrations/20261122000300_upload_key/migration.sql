-- An upload repeated under its Idempotency-Key is the same paper.
ALTER TABLE "paper" ADD COLUMN "upload_key" TEXT;
CREATE UNIQUE INDEX "paper_uploaded_by_upload_key_key" ON "paper"("uploaded_by", "upload_key");
