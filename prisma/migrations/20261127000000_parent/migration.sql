-- A candidacy is a case of its own below the case of the post.
ALTER TABLE "case_row" ADD COLUMN IF NOT EXISTS "parent_id" UUID;
CREATE INDEX IF NOT EXISTS "case_row_parent_id_idx" ON "case_row"("parent_id");
