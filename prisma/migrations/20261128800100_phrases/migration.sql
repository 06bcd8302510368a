-- Phrases (常用语) that somebody writes often, his or her own.
CREATE TABLE "phrases" (
    "person_id" UUID NOT NULL,
    "texts" TEXT[] NOT NULL,
    CONSTRAINT "phrases_pkey" PRIMARY KEY ("person_id")
);
