-- Leave of whoever holds a role; an inspector's is kept by the inspection office, in inspector_leave.
CREATE TABLE "staff_leave" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "since" TEXT NOT NULL,
    "until" TEXT,
    "entered_by" UUID NOT NULL,
    CONSTRAINT "staff_leave_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "staff_leave_person_id_idx" ON "staff_leave"("person_id");
CREATE INDEX "staff_leave_since_id_idx" ON "staff_leave"("since", "id");
ALTER TABLE "staff_leave" ADD CONSTRAINT "staff_leave_person_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");

-- What was laid on one holder of a role is looked for at the desk while he is on leave.
CREATE INDEX "task_assigned_idx" ON "task"("org_id", "seat", "due_on", "id") WHERE "person_id" IS NOT NULL;

-- Days on which a unit is closed, or works although a unit above is closed. Both days are included.
CREATE TABLE "closed_period" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "closed" BOOLEAN NOT NULL,
    "since" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "declared_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "closed_period_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "closed_period_org_id_idx" ON "closed_period"("org_id");
ALTER TABLE "closed_period" ADD CONSTRAINT "closed_period_org_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id");
