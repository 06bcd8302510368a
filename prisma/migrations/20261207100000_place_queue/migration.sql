-- Who waits for a place (指标), in the order in which that was recorded. Written in the transaction that answers "none left", so that the order is the ledger's own.
CREATE TABLE "quota_wait" (
    "case_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "since" TEXT NOT NULL,
    "recorded" BIGINT GENERATED ALWAYS AS IDENTITY,
    "why" TEXT NOT NULL,
    CONSTRAINT "quota_wait_pkey" PRIMARY KEY ("case_id")
);

-- Those who wait already: by the day on which they began, then by when the ledger recorded it.
INSERT INTO "quota_wait" ("case_id", "round", "since", "why")
SELECT c."id", (c."state" ->> 'round')::int, c."state" -> 'book' ->> 'waitingSince', COALESCE(c."state" -> 'book' ->> 'shortage', 'no-place')
FROM "case_row" c
WHERE c."procedure" = 'admission' AND c."phase" <> 'ended' AND c."state" -> 'book' ? 'waitingSince' AND NOT c."state" -> 'book' ? 'place'
ORDER BY c."state" -> 'book' ->> 'waitingSince',
    (SELECT min(f."at") FROM "fact" f WHERE f."case_id" = c."id" AND f."kind" = 'placeShort' AND f."on" >= c."state" -> 'book' ->> 'waitingSince'), c."id";
