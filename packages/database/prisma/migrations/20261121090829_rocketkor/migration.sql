-- CreateTable
CREATE TABLE "rocketkor_business" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "expire_in_hours" INTEGER NOT NULL,
    "reminder_interval_hours" INTEGER NOT NULL,
    "token_lifetime_seconds" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rocketkor_business_pkey" PRIMARY KEY ("sandbox_id")
);

-- CreateTable
CREATE TABLE "rocketkor_subscription" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "description" TEXT NOT NULL,
    "event_types" TEXT[],
    "receiver_url" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "signing_secret" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "rocketkor_subscription_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "rocketkor_customer" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_at" TIMESTAMPTZ(3) NOT NULL,
    "previous_status" TEXT,
    "previous_status_at" TIMESTAMPTZ(3),
    "external_id" TEXT,
    "salutation" TEXT,
    "first_name" TEXT,
    "middle_name" TEXT,
    "last_name" TEXT,
    "business_name" TEXT,
    "date_of_birth" DATE,
    "primary_email" TEXT NOT NULL,
    "primary_phone_number" TEXT NOT NULL,
    "primary_phone_type" TEXT NOT NULL,
    "home_phone_number" TEXT,
    "work_phone_number" TEXT,
    "contacts" JSON,
    "metadata" JSON,
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_type" TEXT NOT NULL,
    "updated_by_id" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "rocketkor_customer_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "rocketkor_address" (
    "sandbox_id" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "type" TEXT NOT NULL,
    "is_primary" BOOLEAN NOT NULL,
    "first_name" TEXT,
    "middle_name" TEXT,
    "last_name" TEXT,
    "street_lines" TEXT[],
    "apartment_number" TEXT,
    "city_name" TEXT,
    "state_code" TEXT,
    "country_code" TEXT,
    "zip_code" TEXT,

    CONSTRAINT "rocketkor_address_pkey" PRIMARY KEY ("sandbox_id","customer_id","position")
);

-- CreateTable
CREATE TABLE "rocketkor_financial_account" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subtype" TEXT,
    "default_flag" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "account_holder_id" UUID NOT NULL,
    "account_holder_type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "state_at" TIMESTAMPTZ(3) NOT NULL,
    "previous_state" TEXT,
    "previous_state_at" TIMESTAMPTZ(3),
    "masked_number" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "bank_name" TEXT,
    "masked_routing_number" TEXT,
    "name_on_account" TEXT,
    "business_name" TEXT,
    "card_scheme" TEXT,
    "card_expiry" TEXT,
    "first_name" TEXT,
    "middle_name" TEXT,
    "last_name" TEXT,
    "billing_lines" TEXT[],
    "billing_city" TEXT,
    "billing_state_code" TEXT,
    "billing_country_code" TEXT,
    "billing_postal_code" TEXT,
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_type" TEXT NOT NULL,
    "updated_by_id" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "rocketkor_financial_account_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "rocketkor_ledger_account" (
    "sandbox_id" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "bucket" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "balance" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rocketkor_ledger_account_pkey" PRIMARY KEY ("sandbox_id","owner_id","bucket","currency")
);

-- CreateTable
CREATE TABLE "rocketkor_posting" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "transaction_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "rocketkor_posting_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "rocketkor_ledger_entry" (
    "sandbox_id" TEXT NOT NULL,
    "posting_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "owner_id" UUID NOT NULL,
    "bucket" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "rocketkor_ledger_entry_pkey" PRIMARY KEY ("sandbox_id","posting_id","position")
);

-- CreateTable
CREATE TABLE "rocketkor_transaction" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "transaction_type" TEXT NOT NULL,
    "solution" TEXT NOT NULL,
    "settlement_priority" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_message" TEXT,
    "status_at" TIMESTAMPTZ(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "debit_account_id" UUID NOT NULL,
    "credit_account_id" UUID NOT NULL,
    "is_held" BOOLEAN NOT NULL,
    "payment_reason_id" TEXT NOT NULL,
    "description" TEXT,
    "memo" TEXT,
    "metadata" JSON,
    "initiator_account_holder_id" UUID,
    "external_transaction_initiator_id" TEXT,
    "workflow_id" UUID,
    "reversal_reason" TEXT,
    "revision" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "rocketkor_transaction_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "rocketkor_transaction_status" (
    "sandbox_id" TEXT NOT NULL,
    "transaction_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "message" TEXT,
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rocketkor_transaction_status_pkey" PRIMARY KEY ("sandbox_id","transaction_id","number")
);

-- CreateTable
CREATE TABLE "rocketkor_idempotency_key" (
    "sandbox_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "transaction_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rocketkor_idempotency_key_pkey" PRIMARY KEY ("sandbox_id","key")
);

-- CreateTable
CREATE TABLE "rocketkor_template" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "rocketkor_template_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "rocketkor_template_version" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "display_name" TEXT NOT NULL,
    "description" TEXT,
    "customer_memo" TEXT,
    "default_expiry_days" INTEGER,
    "steps" JSON NOT NULL,
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rocketkor_template_version_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "rocketkor_workflow" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "template_id" UUID,
    "template_version_id" UUID,
    "status" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "customer_memo" TEXT,
    "parameters" JSON NOT NULL,
    "phone_number" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "current_step" SMALLINT NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "customer_id" UUID,
    "account_id" UUID,
    "transaction_id" UUID,
    "expire_at" TIMESTAMPTZ(3) NOT NULL,
    "next_notification_at" TIMESTAMPTZ(3),
    "notifications" INTEGER NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "decline_reason" TEXT,
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "rocketkor_workflow_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "rocketkor_workflow_step" (
    "sandbox_id" TEXT NOT NULL,
    "workflow_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "asked" JSON,
    "data" JSON NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rocketkor_workflow_step_pkey" PRIMARY KEY ("sandbox_id","workflow_id","number")
);

-- CreateTable
CREATE TABLE "rocketkor_notification" (
    "sandbox_id" TEXT NOT NULL,
    "workflow_id" UUID NOT NULL,
    "serial" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "notified_by_type" TEXT NOT NULL,
    "notified_by_id" TEXT NOT NULL,
    "notified_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rocketkor_notification_pkey" PRIMARY KEY ("sandbox_id","workflow_id","serial")
);

-- CreateTable
CREATE TABLE "rocketkor_acceptance" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "document_id" TEXT NOT NULL,
    "document_version" TEXT NOT NULL,
    "acceptor_type" TEXT NOT NULL,
    "acceptor_id" UUID NOT NULL,
    "acceptor_name" TEXT NOT NULL,
    "account_id" UUID,
    "workflow_id" UUID,
    "accepted" BOOLEAN NOT NULL,
    "responded_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_type" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "rocketkor_acceptance_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateIndex
CREATE INDEX "rocketkor_subscription_sandbox_id_sequence_idx" ON "rocketkor_subscription"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_customer_sandbox_id_created_at_sequence_idx" ON "rocketkor_customer"("sandbox_id", "created_at", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "rocketkor_customer_sandbox_id_external_id_key" ON "rocketkor_customer"("sandbox_id", "external_id");

-- CreateIndex
CREATE INDEX "rocketkor_financial_account_sandbox_id_created_at_sequence_idx" ON "rocketkor_financial_account"("sandbox_id", "created_at", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_financial_account_sandbox_id_account_holder_id_cr_idx" ON "rocketkor_financial_account"("sandbox_id", "account_holder_id", "created_at", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_posting_sandbox_id_sequence_idx" ON "rocketkor_posting"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_posting_sandbox_id_transaction_id_sequence_idx" ON "rocketkor_posting"("sandbox_id", "transaction_id", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_transaction_sandbox_id_sequence_idx" ON "rocketkor_transaction"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_idempotency_key_sandbox_id_created_at_idx" ON "rocketkor_idempotency_key"("sandbox_id", "created_at");

-- CreateIndex
CREATE INDEX "rocketkor_template_sandbox_id_created_at_sequence_idx" ON "rocketkor_template"("sandbox_id", "created_at", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "rocketkor_template_sandbox_id_name_key" ON "rocketkor_template"("sandbox_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "rocketkor_template_version_sandbox_id_template_id_version_key" ON "rocketkor_template_version"("sandbox_id", "template_id", "version");

-- CreateIndex
CREATE INDEX "rocketkor_workflow_sandbox_id_created_at_sequence_idx" ON "rocketkor_workflow"("sandbox_id", "created_at", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_workflow_sandbox_id_status_created_at_sequence_idx" ON "rocketkor_workflow"("sandbox_id", "status", "created_at", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "rocketkor_workflow_sandbox_id_token_key" ON "rocketkor_workflow"("sandbox_id", "token");

-- CreateIndex
CREATE INDEX "rocketkor_acceptance_sandbox_id_created_at_sequence_idx" ON "rocketkor_acceptance"("sandbox_id", "created_at", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_acceptance_sandbox_id_account_id_created_at_seque_idx" ON "rocketkor_acceptance"("sandbox_id", "account_id", "created_at", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_acceptance_sandbox_id_acceptor_id_created_at_sequ_idx" ON "rocketkor_acceptance"("sandbox_id", "acceptor_id", "created_at", "sequence");

-- CreateIndex
CREATE INDEX "rocketkor_acceptance_sandbox_id_document_id_created_at_sequ_idx" ON "rocketkor_acceptance"("sandbox_id", "document_id", "created_at", "sequence");

-- AddForeignKey
ALTER TABLE "rocketkor_subscription" ADD CONSTRAINT "rocketkor_subscription_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "rocketkor_business"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_customer" ADD CONSTRAINT "rocketkor_customer_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "rocketkor_business"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_address" ADD CONSTRAINT "rocketkor_address_sandbox_id_customer_id_fkey" FOREIGN KEY ("sandbox_id", "customer_id") REFERENCES "rocketkor_customer"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_financial_account" ADD CONSTRAINT "rocketkor_financial_account_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "rocketkor_business"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_transaction" ADD CONSTRAINT "rocketkor_transaction_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "rocketkor_business"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_transaction_status" ADD CONSTRAINT "rocketkor_transaction_status_sandbox_id_transaction_id_fkey" FOREIGN KEY ("sandbox_id", "transaction_id") REFERENCES "rocketkor_transaction"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_template" ADD CONSTRAINT "rocketkor_template_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "rocketkor_business"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_template_version" ADD CONSTRAINT "rocketkor_template_version_sandbox_id_template_id_fkey" FOREIGN KEY ("sandbox_id", "template_id") REFERENCES "rocketkor_template"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_workflow" ADD CONSTRAINT "rocketkor_workflow_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "rocketkor_business"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rocketkor_acceptance" ADD CONSTRAINT "rocketkor_acceptance_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "rocketkor_business"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: kept when the part above is made again.

-- Everything of a provider goes with its sandbox.
-- AddForeignKey
ALTER TABLE "rocketkor_business" ADD CONSTRAINT "rocketkor_business_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- These have no foreign key of their own.
CREATE FUNCTION "rocketkor_business_was_dropped"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "rocketkor_ledger_entry" WHERE "sandbox_id" = OLD."sandbox_id";
  DELETE FROM "rocketkor_posting" WHERE "sandbox_id" = OLD."sandbox_id";
  DELETE FROM "rocketkor_ledger_account" WHERE "sandbox_id" = OLD."sandbox_id";
  DELETE FROM "rocketkor_idempotency_key" WHERE "sandbox_id" = OLD."sandbox_id";
  DELETE FROM "rocketkor_workflow_step" WHERE "sandbox_id" = OLD."sandbox_id";
  DELETE FROM "rocketkor_notification" WHERE "sandbox_id" = OLD."sandbox_id";
  RETURN NULL;
END;
$$;

CREATE TRIGGER "rocketkor_business_was_dropped" AFTER DELETE ON "rocketkor_business"
  FOR EACH ROW EXECUTE FUNCTION "rocketkor_business_was_dropped"();

CREATE TRIGGER "sandbox_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "rocketkor_business"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('sandbox_id');

-- Only the world outside may owe.
ALTER TABLE "rocketkor_ledger_account" ADD CONSTRAINT "rocketkor_ledger_account_not_below_zero" CHECK ("balance" >= 0 OR "bucket" = 'world');

-- Balances follow from entries, and those of a posting sum to zero. Accounts are locked in one order, so that two
-- postings about the same ones wait for each other and never both.
CREATE FUNCTION "rocketkor_ledger_entry_was_written"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM written GROUP BY "sandbox_id", "posting_id", "currency" HAVING sum("amount") <> 0) THEN
    RAISE EXCEPTION 'the entries of a posting must sum to zero' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO "rocketkor_ledger_account" ("sandbox_id", "owner_id", "bucket", "currency")
    SELECT DISTINCT "sandbox_id", "owner_id", "bucket", "currency" FROM written
    ORDER BY "sandbox_id", "owner_id", "bucket", "currency"
    ON CONFLICT DO NOTHING;
  PERFORM FROM "rocketkor_ledger_account" a
    WHERE EXISTS (SELECT FROM written w WHERE w."sandbox_id" = a."sandbox_id" AND w."owner_id" = a."owner_id"
      AND w."bucket" = a."bucket" AND w."currency" = a."currency")
    ORDER BY a."sandbox_id", a."owner_id", a."bucket", a."currency" FOR UPDATE;
  UPDATE "rocketkor_ledger_account" a SET "balance" = a."balance" + s."amount"
    FROM (
      SELECT "sandbox_id", "owner_id", "bucket", "currency", sum("amount") AS "amount" FROM written GROUP BY 1, 2, 3, 4
    ) s
    WHERE a."sandbox_id" = s."sandbox_id" AND a."owner_id" = s."owner_id" AND a."bucket" = s."bucket"
      AND a."currency" = s."currency";
  RETURN NULL;
END;
$$;

CREATE TRIGGER "rocketkor_ledger_entry_was_written" AFTER INSERT ON "rocketkor_ledger_entry"
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION "rocketkor_ledger_entry_was_written"();

CREATE FUNCTION "rocketkor_ledger_is_written_by_entries_alone"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is in the ledger does not change, and balances follow from its entries alone';
END;
$$;

-- It goes with its business, by that one's trigger, and by nothing else.
CREATE TRIGGER "rocketkor_ledger_entry_stays" BEFORE UPDATE OR DELETE ON "rocketkor_ledger_entry"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "rocketkor_ledger_is_written_by_entries_alone"();

CREATE TRIGGER "rocketkor_posting_stays" BEFORE UPDATE OR DELETE ON "rocketkor_posting"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "rocketkor_ledger_is_written_by_entries_alone"();

CREATE TRIGGER "rocketkor_balance_follows" BEFORE INSERT OR UPDATE OR DELETE ON "rocketkor_ledger_account"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "rocketkor_ledger_is_written_by_entries_alone"();

-- One primary address of each type, and one default account of each holder.
-- CreateIndex
CREATE UNIQUE INDEX "rocketkor_address_primary" ON "rocketkor_address"("sandbox_id", "customer_id", "type") WHERE "is_primary";

-- CreateIndex
CREATE UNIQUE INDEX "rocketkor_financial_account_default" ON "rocketkor_financial_account"("sandbox_id", "account_holder_id")
  WHERE "default_flag";

-- What is on its way to an account.
-- CreateIndex
CREATE INDEX "rocketkor_transaction_open" ON "rocketkor_transaction"("sandbox_id", "credit_account_id")
  WHERE "status" IN ('NEW', 'PENDING', 'PROCESSING', 'APPROVED');

-- CreateIndex
CREATE INDEX "rocketkor_workflow_template" ON "rocketkor_workflow"("sandbox_id", "template_id", "created_at", "sequence")
  INCLUDE ("template_version_id", "status") WHERE "template_id" IS NOT NULL;

-- Whoever looks for tokens that have expired must not read all that have not.
-- CreateIndex
CREATE INDEX "credential_rocketkor_token" ON "credential"("sandbox_id", "expires_at")
  WHERE "provider" = 'rocketkor' AND "kind" = 'access_token';

-- Service accounts are listed without their tokens, and deleted with those of their own.
-- CreateIndex
CREATE INDEX "credential_rocketkor_key" ON "credential"("sandbox_id", "created_at", "id")
  WHERE "provider" = 'rocketkor' AND "kind" = 'api_key' AND "revoked_at" IS NULL;

-- CreateIndex
CREATE INDEX "credential_rocketkor_service_account" ON "credential"("sandbox_id", ("attributes" ->> 'serviceAccountId'))
  WHERE "provider" = 'rocketkor' AND "kind" = 'access_token' AND "revoked_at" IS NULL;
