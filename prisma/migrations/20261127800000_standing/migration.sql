-- Cases that stand still, with every reason. Derived: the worker keeps it, and it can be emptied at any time.
CREATE TABLE "stalled_case" (
    "case_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "org_id" UUID,
    -- Every reason, the leading one first.
    "reasons" JSONB NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "stalled_case_pkey" PRIMARY KEY ("case_id")
);
CREATE INDEX "stalled_case_since_case_id_idx" ON "stalled_case"("since", "case_id");
ALTER TABLE "stalled_case" ADD CONSTRAINT "stalled_case_case_fkey" FOREIGN KEY ("case_id") REFERENCES "case_row"("id") ON DELETE CASCADE;

-- What is wrong with the system itself, case by case; it names no person.
CREATE TABLE "system_fault" (
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "system_fault_pkey" PRIMARY KEY ("case_id", "kind")
);
ALTER TABLE "system_fault" ADD CONSTRAINT "system_fault_case_fkey" FOREIGN KEY ("case_id") REFERENCES "case_row"("id") ON DELETE CASCADE;
