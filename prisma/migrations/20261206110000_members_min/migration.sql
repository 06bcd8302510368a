-- With how many members a branch is one, by each law; empty in those from before the figure. Read with every case: who acts for a branch that has too few.
ALTER TABLE "statute" ADD COLUMN "members_min" INTEGER GENERATED ALWAYS AS (("body" #>> '{figures,branch.membersMin,value}')::integer) STORED;
