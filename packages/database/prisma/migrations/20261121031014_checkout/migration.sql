-- CreateTable
CREATE TABLE "checkout_account" (
    "sandbox_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "processing_channel_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkout_account_pkey" PRIMARY KEY ("sandbox_id")
);

-- CreateTable
CREATE TABLE "checkout_signing_key" (
    "sandbox_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "private_key" TEXT NOT NULL,

    CONSTRAINT "checkout_signing_key_pkey" PRIMARY KEY ("sandbox_id")
);

-- CreateTable
CREATE TABLE "checkout_workflow" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "checkout_workflow_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "checkout_condition" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "events" JSON,
    "entities" TEXT[],
    "processing_channels" TEXT[],

    CONSTRAINT "checkout_condition_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "checkout_action" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "headers" JSON NOT NULL,
    "signature_method" TEXT,
    "signature_key" TEXT,
    "retry_enabled" BOOLEAN,

    CONSTRAINT "checkout_action_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "checkout_event" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "links" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkout_event_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "checkout_event_subject" (
    "sandbox_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,

    CONSTRAINT "checkout_event_subject_pkey" PRIMARY KEY ("sandbox_id","subject_id","event_id")
);

-- CreateTable
CREATE TABLE "checkout_payment" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "processing_channel_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "is_approved" BOOLEAN NOT NULL,
    "response_code" TEXT NOT NULL,
    "response_summary" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "amount_captured" BIGINT NOT NULL DEFAULT 0,
    "amount_refunded" BIGINT NOT NULL DEFAULT 0,
    "amount_voided" BIGINT NOT NULL DEFAULT 0,
    "reference" TEXT,
    "metadata" JSON NOT NULL DEFAULT '{}',
    "details" JSON NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "checkout_payment_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "checkout_dispute" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkout_dispute_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateIndex
CREATE INDEX "checkout_workflow_sandbox_id_sequence_idx" ON "checkout_workflow"("sandbox_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_condition_sandbox_id_workflow_id_type_key" ON "checkout_condition"("sandbox_id", "workflow_id", "type");

-- CreateIndex
CREATE INDEX "checkout_action_sandbox_id_workflow_id_position_idx" ON "checkout_action"("sandbox_id", "workflow_id", "position");

-- CreateIndex
CREATE INDEX "checkout_event_subject_sandbox_id_event_id_idx" ON "checkout_event_subject"("sandbox_id", "event_id");

-- CreateIndex
CREATE INDEX "checkout_payment_sandbox_id_sequence_idx" ON "checkout_payment"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "checkout_dispute_sandbox_id_payment_id_idx" ON "checkout_dispute"("sandbox_id", "payment_id");

-- AddForeignKey
ALTER TABLE "checkout_signing_key" ADD CONSTRAINT "checkout_signing_key_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "checkout_account"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_workflow" ADD CONSTRAINT "checkout_workflow_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "checkout_account"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_condition" ADD CONSTRAINT "checkout_condition_sandbox_id_workflow_id_fkey" FOREIGN KEY ("sandbox_id", "workflow_id") REFERENCES "checkout_workflow"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_action" ADD CONSTRAINT "checkout_action_sandbox_id_workflow_id_fkey" FOREIGN KEY ("sandbox_id", "workflow_id") REFERENCES "checkout_workflow"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_event" ADD CONSTRAINT "checkout_event_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "checkout_account"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_event_subject" ADD CONSTRAINT "checkout_event_subject_sandbox_id_event_id_fkey" FOREIGN KEY ("sandbox_id", "event_id") REFERENCES "checkout_event"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_payment" ADD CONSTRAINT "checkout_payment_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "checkout_account"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_dispute" ADD CONSTRAINT "checkout_dispute_sandbox_id_payment_id_fkey" FOREIGN KEY ("sandbox_id", "payment_id") REFERENCES "checkout_payment"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: kept when the part above is made again.

-- Everything of a provider goes with its sandbox.
-- AddForeignKey
ALTER TABLE "checkout_account" ADD CONSTRAINT "checkout_account_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;
