-- At least so many draw a right, or nobody, where others vote by codes in the same box: what lies in it tells by which way it came. Booths drafted before go on as they were.
ALTER TABLE "booth" ADD COLUMN "least_drawing" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "booth" ALTER COLUMN "least_drawing" DROP DEFAULT;
ALTER TABLE "booth" ADD CONSTRAINT "booth_least_drawing" CHECK ("least_drawing" >= 0);
