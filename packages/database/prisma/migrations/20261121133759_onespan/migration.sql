-- CreateTable
CREATE TABLE "onespan_tenant" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "signing_key" TEXT NOT NULL,
    "session_token_lifetime_ms" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "onespan_tenant_pkey" PRIMARY KEY ("sandbox_id")
);

-- CreateTable
CREATE TABLE "onespan_workflow" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "definition" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "onespan_workflow_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "onespan_document_template" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "groups" TEXT[],
    "file_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "onespan_document_template_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "onespan_transaction" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "workflow" JSON NOT NULL,
    "brand_id" TEXT,
    "url_set_key" TEXT NOT NULL,
    "language" TEXT,
    "opaque_id" TEXT,
    "configuration" JSON,
    "metadata" JSON,
    "users" JSON NOT NULL,
    "tokens" JSON NOT NULL,
    "participants" JSON NOT NULL,
    "documents" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "lender_signed_at" TIMESTAMPTZ(3),
    "last_session_event" TIMESTAMPTZ(3),
    "last_api_request" TIMESTAMPTZ(3) NOT NULL,
    "expiry_period" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "disable_notifications" BOOLEAN NOT NULL,
    "disable_recording" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "event_count" INTEGER NOT NULL,
    "erase_at" TIMESTAMPTZ(3),
    "evidence_file_id" UUID,

    CONSTRAINT "onespan_transaction_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "onespan_event" (
    "sandbox_id" TEXT NOT NULL,
    "transaction_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "scenario" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "session_id" UUID,
    "role" TEXT,
    "message" TEXT NOT NULL,
    "fields" JSON NOT NULL,
    "document_references" TEXT[],
    "client_device" JSON,

    CONSTRAINT "onespan_event_pkey" PRIMARY KEY ("sandbox_id","transaction_id","number")
);

-- CreateTable
CREATE TABLE "onespan_session" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_request_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "onespan_session_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "onespan_verification" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "outcome" JSON NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "onespan_verification_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "onespan_file" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "transaction_id" UUID,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "onespan_file_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "onespan_file_chunk" (
    "sandbox_id" TEXT NOT NULL,
    "file_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "onespan_file_chunk_pkey" PRIMARY KEY ("sandbox_id","file_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "onespan_tenant_id_key" ON "onespan_tenant"("id");

-- CreateIndex
CREATE INDEX "onespan_workflow_sandbox_id_sequence_idx" ON "onespan_workflow"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "onespan_document_template_sandbox_id_sequence_idx" ON "onespan_document_template"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "onespan_session_sandbox_id_transaction_id_created_at_idx" ON "onespan_session"("sandbox_id", "transaction_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "onespan_session_sandbox_id_key_key" ON "onespan_session"("sandbox_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "onespan_verification_sandbox_id_transaction_id_number_key" ON "onespan_verification"("sandbox_id", "transaction_id", "number");

-- CreateIndex
CREATE INDEX "onespan_file_sandbox_id_transaction_id_idx" ON "onespan_file"("sandbox_id", "transaction_id");

-- AddForeignKey
ALTER TABLE "onespan_workflow" ADD CONSTRAINT "onespan_workflow_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "onespan_tenant"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onespan_document_template" ADD CONSTRAINT "onespan_document_template_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "onespan_tenant"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onespan_transaction" ADD CONSTRAINT "onespan_transaction_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "onespan_tenant"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onespan_event" ADD CONSTRAINT "onespan_event_sandbox_id_transaction_id_fkey" FOREIGN KEY ("sandbox_id", "transaction_id") REFERENCES "onespan_transaction"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onespan_session" ADD CONSTRAINT "onespan_session_sandbox_id_transaction_id_fkey" FOREIGN KEY ("sandbox_id", "transaction_id") REFERENCES "onespan_transaction"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onespan_verification" ADD CONSTRAINT "onespan_verification_sandbox_id_transaction_id_fkey" FOREIGN KEY ("sandbox_id", "transaction_id") REFERENCES "onespan_transaction"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onespan_file" ADD CONSTRAINT "onespan_file_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "onespan_tenant"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onespan_file" ADD CONSTRAINT "onespan_file_sandbox_id_transaction_id_fkey" FOREIGN KEY ("sandbox_id", "transaction_id") REFERENCES "onespan_transaction"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onespan_file_chunk" ADD CONSTRAINT "onespan_file_chunk_sandbox_id_file_id_fkey" FOREIGN KEY ("sandbox_id", "file_id") REFERENCES "onespan_file"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: kept when the part above is made again.

-- Everything of a provider goes with its sandbox.
-- AddForeignKey
ALTER TABLE "onespan_tenant" ADD CONSTRAINT "onespan_tenant_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Remembered by all processes until somebody changes them.
CREATE TRIGGER "sandbox_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "onespan_tenant"
  FOR EACH ROW EXECUTE FUNCTION sandbox_has_changed('sandbox_id');
CREATE TRIGGER "sandbox_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "onespan_workflow"
  FOR EACH ROW EXECUTE FUNCTION sandbox_has_changed('sandbox_id');
CREATE TRIGGER "sandbox_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "onespan_document_template"
  FOR EACH ROW EXECUTE FUNCTION sandbox_has_changed('sandbox_id');

-- Pictures and PDFs are compressed as they are.
ALTER TABLE "onespan_file_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- Every read of a transaction writes when it was: within the page, where it can.
ALTER TABLE "onespan_transaction" SET (fillfactor = 80);
