-- What a case asked of the quota and number ledgers, answered once: a second run reads the answer back.
CREATE TABLE "ask_answer" (
    "case_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "on" TEXT NOT NULL,
    CONSTRAINT "ask_answer_pkey" PRIMARY KEY ("case_id", "key")
);

-- The range from which a part was handed down.
ALTER TABLE "number_range" ADD COLUMN "parent_id" UUID;

-- What Prisma cannot say.
ALTER TABLE "quota_line" ADD CONSTRAINT "quota_line_parent_fkey" FOREIGN KEY ("parent_id") REFERENCES "quota_line"("id");
ALTER TABLE "quota_reservation" ADD CONSTRAINT "quota_reservation_status" CHECK ("status" IN ('reserved', 'used', 'released'));
-- One person, one place.
CREATE UNIQUE INDEX "quota_reservation_one_place" ON "quota_reservation"("case_id") WHERE "status" IN ('reserved', 'used');

ALTER TABLE "number_range" ADD CONSTRAINT "number_range_org_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id");
ALTER TABLE "number_range" ADD CONSTRAINT "number_range_parent_fkey" FOREIGN KEY ("parent_id") REFERENCES "number_range"("id");
ALTER TABLE "number_range" ADD CONSTRAINT "number_range_named" CHECK ("kind" IN ('development', 'booklet', 'certificate') AND "source" <> '' AND length("last"::text) <= "width");
ALTER TABLE "issued_number" ADD CONSTRAINT "issued_number_range_fkey" FOREIGN KEY ("range_id") REFERENCES "number_range"("id");
-- A number belongs to a case, or it is void and says why.
ALTER TABLE "issued_number" ADD CONSTRAINT "issued_number_explained" CHECK (
    ("status" = 'issued' AND "case_id" IS NOT NULL) OR ("status" = 'void' AND COALESCE("why", '') <> '' AND "voided_on" IS NOT NULL)
);
-- One person, one number, one form, one certificate at a time.
CREATE UNIQUE INDEX "issued_number_one_each" ON "issued_number"("case_id", "kind") WHERE "status" = 'issued';

-- A number that was given out or voided stays consumed for ever.
CREATE FUNCTION "refuse_revival"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'UPDATE' AND OLD."status" = 'issued' AND NEW."kind" = OLD."kind" AND NEW."number" = OLD."number" AND NEW."case_id" = OLD."case_id" THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'number % stays as it is', OLD."number";
END $$;
CREATE TRIGGER "issued_number_consumed" BEFORE UPDATE OR DELETE ON "issued_number" FOR EACH ROW EXECUTE FUNCTION "refuse_revival"();
