-- A vote is judged by the rights of its own day, though the minutes are closed later: since when rights are lost, and on which day somebody left. Empty: unknown, and so always.
ALTER TABLE "person" ADD COLUMN "rights_lost_since" TEXT;
ALTER TABLE "person" ADD COLUMN "left_on" TEXT;
