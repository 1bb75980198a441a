-- CreateTable
CREATE TABLE "task" (
    "sandbox_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "abandoned" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "task_pkey" PRIMARY KEY ("sandbox_id","subject","provider","kind")
);

-- By hand: kept when the part above is made again.

-- The few whose clock somebody holds: asked for by everyone who looks for tasks.
-- CreateIndex
CREATE INDEX "sandbox_held" ON "sandbox"("id") WHERE "clock_held_mode" IS NOT NULL;

-- Those that nobody has put off, in the order in which they came: of all sandboxes, and of each. However many are put off,
-- nobody reads them who looks for these.
-- CreateIndex
CREATE INDEX "task_new" ON "task"("provider", "kind", "sequence") WHERE "retry_at" IS NULL;

-- CreateIndex
CREATE INDEX "task_new_of_sandbox" ON "task"("provider", "kind", "sandbox_id", "sequence") WHERE "retry_at" IS NULL;

-- Those that were put off, by when they are due.
-- CreateIndex
CREATE INDEX "task_put_off" ON "task"("provider", "kind", "retry_at") WHERE "retry_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "task_put_off_of_sandbox" ON "task"("provider", "kind", "sandbox_id", "retry_at")
  WHERE "retry_at" IS NOT NULL;

-- A hint for whoever works, once a statement; the rows themselves decide.
CREATE FUNCTION "task_is_there"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('understudy_task', '') FROM came LIMIT 1;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "task_is_there" AFTER INSERT ON "task"
  REFERENCING NEW TABLE AS "came"
  FOR EACH STATEMENT EXECUTE FUNCTION "task_is_there"();

-- Deliveries before the events that they are about; attempts go with their delivery. A task that somebody works on stays
-- until he finds that there is no sandbox: a drop does not wait for a call that somebody else answers.
CREATE OR REPLACE FUNCTION "sandbox_was_dropped"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "delivery" WHERE "sandbox_id" = OLD."id";
  DELETE FROM "event" WHERE "sandbox_id" = OLD."id";
  DELETE FROM "task" WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM "task" WHERE "sandbox_id" = OLD."id" FOR UPDATE SKIP LOCKED
  ));
  RETURN NULL;
END;
$$;
