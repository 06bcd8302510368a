-- Another record of the same name and birth date, asked for when somebody applies and at the pre-review.
CREATE INDEX "person_name_birth_idx" ON "person"("name", "birth");
