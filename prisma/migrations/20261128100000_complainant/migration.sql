-- Of a complaint, too, the keyed digest of the complainant's id, where the office knows who it is: he inspects nothing of the matter.
ALTER TABLE "complaint" ADD COLUMN "complainant_index" BYTEA;
