-- A case's state changes with every fact. An index over a part of it made Postgres write a new entry into every index of the row each time; without one, and
-- with room left on the page, the row is rewritten in its place. By which annulment a case was taken back is found by its subject.
DROP INDEX "case_row_annulled_idx";
ALTER TABLE "case_row" SET (fillfactor = 70);
