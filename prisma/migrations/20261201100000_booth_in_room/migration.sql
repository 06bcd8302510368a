-- How many of a booth's voters vote in the room, by a printed code. The others draw a right: at an election its absentees, and nobody else.
ALTER TABLE "booth" ADD COLUMN "in_room" INTEGER NOT NULL DEFAULT 0;
UPDATE "booth" SET "in_room" = "voters" WHERE "level" = 'room';
ALTER TABLE "booth" ALTER COLUMN "in_room" DROP DEFAULT;
ALTER TABLE "booth" ADD CONSTRAINT "booth_in_room" CHECK ("in_room" >= 0 AND "in_room" <= "voters" AND ("level" = 'remote' OR "in_room" = "voters"));

-- Of the roll: who draws. The foreign key is the rule: nobody draws who votes in the room.
ALTER TABLE "ballot_roll" ADD COLUMN "draws" BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE "ballot_roll" r SET "draws" = TRUE FROM "booth" b WHERE b."id" = r."booth_id" AND b."level" = 'remote';
ALTER TABLE "ballot_roll" ALTER COLUMN "draws" DROP DEFAULT;
CREATE UNIQUE INDEX "ballot_roll_draws" ON "ballot_roll"("booth_id", "person_id", "draws");
ALTER TABLE "ballot_draw" ADD COLUMN "draws" BOOLEAN NOT NULL DEFAULT TRUE CHECK ("draws");
ALTER TABLE "ballot_draw" DROP CONSTRAINT "ballot_draw_roll_fkey";
ALTER TABLE "ballot_draw" ADD CONSTRAINT "ballot_draw_roll_fkey" FOREIGN KEY ("booth_id", "person_id", "draws") REFERENCES "ballot_roll"("booth_id", "person_id", "draws");
