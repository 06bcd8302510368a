-- How many cases stood at the end of each month, by unit, procedure and leading reason ('' : the case went its way). Derived from the facts by the worker:
-- it can be emptied at any time and is then made again.
CREATE TABLE "standing_month" (
    "month" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "procedure" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "cases" INTEGER NOT NULL,
    "overdue" INTEGER NOT NULL,
    -- Days for which the one that stood longest had stood.
    "longest" INTEGER NOT NULL,
    CONSTRAINT "standing_month_pkey" PRIMARY KEY ("month", "unit_id", "procedure", "reason")
);
CREATE INDEX "standing_month_unit_id_idx" ON "standing_month"("unit_id", "month");

-- Up to which opening the cases of a month are counted: one that is brought in from paper later adds itself to the months of its past.
CREATE TABLE "standing_month_made" (
    "month" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "standing_month_made_pkey" PRIMARY KEY ("month")
);
CREATE INDEX "case_row_opened_at_idx" ON "case_row"("opened_at");
