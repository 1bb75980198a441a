-- CreateTable
CREATE TABLE "message" (
    "id" TEXT NOT NULL,
    "sandbox_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "error" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "message_sandbox_id_sequence_idx" ON "message"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "message_sandbox_id_subject_sequence_idx" ON "message"("sandbox_id", "subject", "sequence");

-- CreateIndex
CREATE INDEX "message_sandbox_id_to_sequence_idx" ON "message"("sandbox_id", "to", "sequence");

-- By hand: kept when the part above is made again.

-- Messages go with their sandbox, as events do.
CREATE OR REPLACE FUNCTION "sandbox_was_dropped"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "delivery" WHERE "sandbox_id" = OLD."id";
  DELETE FROM "event" WHERE "sandbox_id" = OLD."id";
  DELETE FROM "message" WHERE "sandbox_id" = OLD."id";
  DELETE FROM "task" WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM "task" WHERE "sandbox_id" = OLD."id" FOR UPDATE SKIP LOCKED
  ));
  RETURN NULL;
END;
$$;
