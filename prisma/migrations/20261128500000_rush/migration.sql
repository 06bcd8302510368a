-- What the audit of rush admission reads: few kinds of facts, by day. Other facts cost nothing more.
CREATE INDEX "fact_rush_idx" ON "fact"("kind", "on") WHERE "kind" IN ('voteHeld', 'hoursRecorded', 'rollTaken', 'placeUsed');
