-- AlterTable
ALTER TABLE "event" ADD COLUMN     "addressee" TEXT,
ADD COLUMN     "deliver_at" TIMESTAMPTZ(3),
ADD COLUMN     "facets" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "subscription" (
    "id" TEXT NOT NULL,
    "sandbox_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "group_id" TEXT,
    "filter" JSONB NOT NULL,
    "target" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "sandbox_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "group_id" TEXT,
    "cause" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "delivery_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "sandbox_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "request_headers" JSON NOT NULL,
    "status" INTEGER,
    "response_headers" JSON,
    "response_body" BYTEA,
    "error" TEXT,
    "succeeded" BOOLEAN NOT NULL,
    "is_final" BOOLEAN NOT NULL,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("delivery_id","number")
);

-- CreateTable
CREATE TABLE "inbox" (
    "sandbox_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" INTEGER NOT NULL DEFAULT 200,
    "delay_ms" INTEGER NOT NULL DEFAULT 0,
    "hangs" BOOLEAN NOT NULL DEFAULT false,
    "shown" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("sandbox_id","name")
);

-- CreateTable
CREATE TABLE "inbox_message" (
    "id" TEXT NOT NULL,
    "sandbox_id" TEXT NOT NULL,
    "inbox_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "headers" JSON NOT NULL,
    "body" BYTEA NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "subscription_sandbox_id_provider_endpoint_id_sequence_idx" ON "subscription"("sandbox_id", "provider", "endpoint_id", "sequence");

-- CreateIndex
CREATE INDEX "subscription_sandbox_id_provider_group_id_sequence_idx" ON "subscription"("sandbox_id", "provider", "group_id", "sequence");

-- CreateIndex
CREATE INDEX "delivery_sandbox_id_sequence_idx" ON "delivery"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "delivery_sandbox_id_event_id_sequence_idx" ON "delivery"("sandbox_id", "event_id", "sequence");

-- CreateIndex
CREATE INDEX "delivery_sandbox_id_endpoint_id_sequence_idx" ON "delivery"("sandbox_id", "endpoint_id", "sequence");

-- CreateIndex
CREATE INDEX "inbox_message_sandbox_id_inbox_name_sequence_idx" ON "inbox_message"("sandbox_id", "inbox_name", "sequence");

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_message" ADD CONSTRAINT "inbox_message_sandbox_id_inbox_name_fkey" FOREIGN KEY ("sandbox_id", "inbox_name") REFERENCES "inbox"("sandbox_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: kept when the part above is made again.

-- What is owed, endpoint by endpoint in the order in which it falls due, and each sandbox's next.
-- CreateIndex
CREATE INDEX "delivery_owed_to_subscription" ON "delivery"("subscription_id", "due_at", "sequence") WHERE "due_at" IS NOT NULL;
-- CreateIndex
CREATE INDEX "delivery_owed_in_sandbox" ON "delivery"("sandbox_id", "due_at") WHERE "due_at" IS NOT NULL;

-- The few that came to nothing, which somebody will look for among the many that did not.
-- CreateIndex
CREATE INDEX "delivery_failed" ON "delivery"("sandbox_id", "sequence") WHERE "status" = 'failed';

-- An endpoint has one revision at a time, and an event looks only at those.
-- CreateIndex
CREATE UNIQUE INDEX "subscription_current" ON "subscription"("sandbox_id", "provider", "endpoint_id") WHERE "ended_at" IS NULL;

-- Whether an event with this type and these facets is one that the filter asks for.
CREATE FUNCTION "subscription_matches"("filter" JSONB, "type" TEXT, "facets" JSONB) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT NOT EXISTS (
    SELECT FROM jsonb_each(filter) AS asked(facet, wanted)
    WHERE NOT coalesce(wanted ? CASE facet WHEN 'type' THEN type ELSE facets ->> facet END, false))
$$;

-- An event and the deliveries that it causes are one statement, whoever writes the event.
CREATE FUNCTION "event_was_told"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery (
    id, sandbox_id, provider, event_id, subscription_id, endpoint_id, group_id, cause, due_at, created_at
  )
  SELECT
    'dlv_' || replace(gen_random_uuid()::text, '-', ''), told.sandbox_id, told.provider, told.id,
    subscription.id, subscription.endpoint_id, subscription.group_id,
    'event', coalesce(told.deliver_at, told.occurred_at), told.occurred_at
  FROM told
  JOIN subscription ON subscription.sandbox_id = told.sandbox_id AND subscription.provider = told.provider
    AND subscription.ended_at IS NULL
  WHERE CASE
    WHEN told.addressee IS NULL THEN subscription_matches(subscription.filter, told.type, told.facets)
    ELSE subscription.group_id = told.addressee
  END
  ORDER BY told.sequence, subscription.sequence;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "event_was_told" AFTER INSERT ON "event"
  REFERENCING NEW TABLE AS "told"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_was_told"();

-- A hint for whoever sends, once a statement and endpoint; the rows themselves decide.
CREATE FUNCTION "delivery_is_owed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('understudy_delivery', subscription_id)
  FROM (SELECT DISTINCT subscription_id FROM owed WHERE due_at IS NOT NULL) AS endpoint;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "delivery_is_owed" AFTER INSERT ON "delivery"
  REFERENCING NEW TABLE AS "owed"
  FOR EACH STATEMENT EXECUTE FUNCTION "delivery_is_owed"();

-- Whoever waits for what comes to an inbox hears of it, in whichever process it came.
CREATE FUNCTION "inbox_has_received"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('understudy_inbox', NEW.sandbox_id || ' ' || NEW.inbox_name);
  RETURN NULL;
END;
$$;

CREATE TRIGGER "inbox_has_received" AFTER INSERT ON "inbox_message"
  FOR EACH ROW EXECUTE FUNCTION "inbox_has_received"();

-- Deliveries before the events that they are about; attempts go with their delivery.
CREATE OR REPLACE FUNCTION "sandbox_was_dropped"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "delivery" WHERE "sandbox_id" = OLD."id";
  DELETE FROM "event" WHERE "sandbox_id" = OLD."id";
  RETURN NULL;
END;
$$;
