-- By which annulment a case was taken back: asked whenever an approved case is read.
CREATE INDEX "case_row_annulled_idx" ON "case_row"(("state" -> 'book' ->> 'target')) WHERE "procedure" = 'annulment';
