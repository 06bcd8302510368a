-- Secret ballots. What is cast and what is drawn share no column, no time, no sequence; every key is a hash or random. See docs/ballots.md.
CREATE TABLE "booth" (
    "id" UUID NOT NULL,
    "occasion_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "form" JSONB NOT NULL,
    "sealed_size" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'drafted',
    "entitled" INTEGER NOT NULL,
    "voters" INTEGER NOT NULL,
    "recused" UUID[] NOT NULL,
    "away" UUID[] NOT NULL,
    "standing" UUID[] NOT NULL,
    "handed" INTEGER NOT NULL DEFAULT 0,
    "box" INTEGER,
    "sealed_root" BYTEA,
    "draw_public" BYTEA,
    "draw_private" BYTEA,
    "objection_days" INTEGER NOT NULL,
    "closed_on" TEXT,
    "destroyed_on" TEXT,
    "by_hand" JSONB,
    "issued" INTEGER,
    "returned" INTEGER,
    "proof" JSONB,
    "proof_hash" BYTEA,
    "void_reason" TEXT,
    "drafted_by" UUID NOT NULL,
    CONSTRAINT "booth_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "booth_case_fkey" FOREIGN KEY ("occasion_id") REFERENCES "case_row"("id"),
    CONSTRAINT "booth_words" CHECK ("level" IN ('room', 'remote') AND "status" IN ('drafted', 'drawing', 'open', 'closed', 'tallied', 'void')),
    -- Nobody is given more than there are voters; a tally never holds more papers than were issued: that ballot is void and repeated.
    CONSTRAINT "booth_handed" CHECK ("handed" >= 0 AND "handed" <= "voters" AND "voters" <= "entitled"),
    CONSTRAINT "booth_returned" CHECK ("status" <> 'tallied' OR ("returned" <= "issued" AND "issued" <= "voters" AND "proof" IS NOT NULL)),
    CONSTRAINT "booth_void" CHECK (("status" = 'void') = ("void_reason" IS NOT NULL))
);
-- One ballot an item, until it is void and repeated.
CREATE UNIQUE INDEX "booth_item_key" ON "booth"("occasion_id", "item") WHERE "status" <> 'void';
CREATE INDEX "booth_occasion_id_idx" ON "booth"("occasion_id");

-- The frozen roll.
CREATE TABLE "ballot_roll" (
    "booth_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    CONSTRAINT "ballot_roll_pkey" PRIMARY KEY ("booth_id", "person_id"),
    CONSTRAINT "ballot_roll_booth_fkey" FOREIGN KEY ("booth_id") REFERENCES "booth"("id")
);

-- Three keys, of which any two open the box. Only the public halves are ever here.
CREATE TABLE "booth_key" (
    "booth_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "holder_id" UUID NOT NULL,
    "public_key" BYTEA,
    CONSTRAINT "booth_key_pkey" PRIMARY KEY ("booth_id", "role"),
    CONSTRAINT "booth_key_booth_fkey" FOREIGN KEY ("booth_id") REFERENCES "booth"("id")
);
CREATE UNIQUE INDEX "booth_key_holder" ON "booth_key"("booth_id", "holder_id");

-- Who drew a right at level 2. The foreign key is the rule: nobody draws who is not on the roll.
CREATE TABLE "ballot_draw" (
    "booth_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "blinded_hash" BYTEA NOT NULL,
    CONSTRAINT "ballot_draw_pkey" PRIMARY KEY ("booth_id", "person_id"),
    CONSTRAINT "ballot_draw_roll_fkey" FOREIGN KEY ("booth_id", "person_id") REFERENCES "ballot_roll"("booth_id", "person_id")
);

-- Rights to vote: hashes of printed codes, or as many blanks as were drawn.
CREATE TABLE "ballot_right" (
    "booth_id" UUID NOT NULL,
    "id" BYTEA NOT NULL,
    CONSTRAINT "ballot_right_pkey" PRIMARY KEY ("booth_id", "id"),
    CONSTRAINT "ballot_right_booth_fkey" FOREIGN KEY ("booth_id") REFERENCES "booth"("id")
);

-- The box while it is open. Keys and foreign key are the rules: one paper a right, no more papers than rights, no token twice, no paper copied.
CREATE TABLE "ballot_cast" (
    "booth_id" UUID NOT NULL,
    "right_id" BYTEA NOT NULL,
    "token" BYTEA NOT NULL,
    "digest" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    CONSTRAINT "ballot_cast_pkey" PRIMARY KEY ("booth_id", "right_id"),
    CONSTRAINT "ballot_cast_right_fkey" FOREIGN KEY ("booth_id", "right_id") REFERENCES "ballot_right"("booth_id", "id")
);
CREATE UNIQUE INDEX "ballot_cast_token" ON "ballot_cast"("booth_id", "token");
CREATE UNIQUE INDEX "ballot_cast_digest" ON "ballot_cast"("booth_id", "digest");

-- The closed box: rights spent, papers as sealed, papers as opened; each rewritten in an order of its own, nothing that joins them.
CREATE TABLE "ballot_spent" (
    "booth_id" UUID NOT NULL,
    "token" BYTEA NOT NULL,
    CONSTRAINT "ballot_spent_pkey" PRIMARY KEY ("booth_id", "token"),
    CONSTRAINT "ballot_spent_booth_fkey" FOREIGN KEY ("booth_id") REFERENCES "booth"("id")
);
CREATE TABLE "ballot_sealed" (
    "id" UUID NOT NULL,
    "booth_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    CONSTRAINT "ballot_sealed_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ballot_sealed_booth_fkey" FOREIGN KEY ("booth_id") REFERENCES "booth"("id")
);
CREATE INDEX "ballot_sealed_booth_id_idx" ON "ballot_sealed"("booth_id");
CREATE TABLE "ballot_paper" (
    "id" UUID NOT NULL,
    "booth_id" UUID NOT NULL,
    "content" TEXT NOT NULL,
    CONSTRAINT "ballot_paper_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ballot_paper_booth_fkey" FOREIGN KEY ("booth_id") REFERENCES "booth"("id")
);
CREATE INDEX "ballot_paper_booth_id_idx" ON "ballot_paper"("booth_id");

-- Ballots turned away, by reason: a number, no time, nobody.
CREATE TABLE "ballot_turned_away" (
    "booth_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    CONSTRAINT "ballot_turned_away_pkey" PRIMARY KEY ("booth_id", "code"),
    CONSTRAINT "ballot_turned_away_booth_fkey" FOREIGN KEY ("booth_id") REFERENCES "booth"("id")
);
