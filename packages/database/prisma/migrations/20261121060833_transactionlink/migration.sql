-- CreateTable
CREATE TABLE "transactionlink_workspace" (
    "sandbox_id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "link_secret" TEXT NOT NULL,
    "webhook_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transactionlink_workspace_pkey" PRIMARY KEY ("sandbox_id")
);

-- CreateTable
CREATE TABLE "transactionlink_signing_key" (
    "id" UUID NOT NULL,
    "sandbox_id" TEXT NOT NULL,
    "private_key" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "transactionlink_signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transactionlink_definition" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "transactionlink_definition_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "transactionlink_revision" (
    "sandbox_id" TEXT NOT NULL,
    "definition_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "execution_type" TEXT NOT NULL,
    "content" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transactionlink_revision_pkey" PRIMARY KEY ("sandbox_id","definition_id","revision")
);

-- CreateTable
CREATE TABLE "transactionlink_execution" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "definition_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "execution_type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "parameters" JSON NOT NULL,
    "record_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at_micros" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "current_step" TEXT,
    "awaits" TEXT,
    "run_number" INTEGER NOT NULL,
    "result" JSON,
    "failure" JSON,
    "token" TEXT,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "transactionlink_execution_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "transactionlink_step_run" (
    "sandbox_id" TEXT NOT NULL,
    "execution_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "input" JSON,
    "output" JSON,
    "error" JSON,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "transactionlink_step_run_pkey" PRIMARY KEY ("sandbox_id","execution_id","number")
);

-- CreateTable
CREATE TABLE "transactionlink_table" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "fields" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "transactionlink_table_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "transactionlink_record" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "table_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "values" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "transactionlink_record_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "transactionlink_attachment" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "tags" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "transactionlink_attachment_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateTable
CREATE TABLE "transactionlink_file" (
    "sandbox_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "execution_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transactionlink_file_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateIndex
CREATE INDEX "transactionlink_signing_key_sandbox_id_sequence_idx" ON "transactionlink_signing_key"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "transactionlink_definition_sandbox_id_sequence_idx" ON "transactionlink_definition"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "transactionlink_execution_sandbox_id_sequence_idx" ON "transactionlink_execution"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "transactionlink_execution_sandbox_id_status_sequence_idx" ON "transactionlink_execution"("sandbox_id", "status", "sequence");

-- CreateIndex
CREATE INDEX "transactionlink_execution_sandbox_id_definition_id_sequence_idx" ON "transactionlink_execution"("sandbox_id", "definition_id", "sequence");

-- CreateIndex
CREATE INDEX "transactionlink_table_sandbox_id_sequence_idx" ON "transactionlink_table"("sandbox_id", "sequence");

-- CreateIndex
CREATE INDEX "transactionlink_record_sandbox_id_table_id_sequence_idx" ON "transactionlink_record"("sandbox_id", "table_id", "sequence");

-- CreateIndex
CREATE INDEX "transactionlink_attachment_sandbox_id_record_id_sequence_idx" ON "transactionlink_attachment"("sandbox_id", "record_id", "sequence");

-- CreateIndex
CREATE INDEX "transactionlink_attachment_sandbox_id_file_id_idx" ON "transactionlink_attachment"("sandbox_id", "file_id");

-- AddForeignKey
ALTER TABLE "transactionlink_signing_key" ADD CONSTRAINT "transactionlink_signing_key_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "transactionlink_workspace"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactionlink_definition" ADD CONSTRAINT "transactionlink_definition_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "transactionlink_workspace"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactionlink_revision" ADD CONSTRAINT "transactionlink_revision_sandbox_id_definition_id_fkey" FOREIGN KEY ("sandbox_id", "definition_id") REFERENCES "transactionlink_definition"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactionlink_execution" ADD CONSTRAINT "transactionlink_execution_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "transactionlink_workspace"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactionlink_table" ADD CONSTRAINT "transactionlink_table_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "transactionlink_workspace"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactionlink_record" ADD CONSTRAINT "transactionlink_record_sandbox_id_table_id_fkey" FOREIGN KEY ("sandbox_id", "table_id") REFERENCES "transactionlink_table"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactionlink_attachment" ADD CONSTRAINT "transactionlink_attachment_sandbox_id_record_id_fkey" FOREIGN KEY ("sandbox_id", "record_id") REFERENCES "transactionlink_record"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactionlink_attachment" ADD CONSTRAINT "transactionlink_attachment_sandbox_id_file_id_fkey" FOREIGN KEY ("sandbox_id", "file_id") REFERENCES "transactionlink_file"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactionlink_file" ADD CONSTRAINT "transactionlink_file_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "transactionlink_workspace"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: kept when the part above is made again.

-- Everything of a provider goes with its sandbox.
-- AddForeignKey
ALTER TABLE "transactionlink_workspace" ADD CONSTRAINT "transactionlink_workspace_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "sandbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Step runs have no foreign key of their own.
CREATE FUNCTION "transactionlink_workspace_was_dropped"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "transactionlink_step_run" WHERE "sandbox_id" = OLD."sandbox_id";
  RETURN NULL;
END;
$$;

CREATE TRIGGER "transactionlink_workspace_was_dropped" AFTER DELETE ON "transactionlink_workspace"
  FOR EACH ROW EXECUTE FUNCTION "transactionlink_workspace_was_dropped"();

-- Refresh tokens are good for 90 days: whoever looks for those that have expired must not read all that have not.
-- CreateIndex
CREATE INDEX "credential_transactionlink_token" ON "credential"("sandbox_id", "expires_at")
  WHERE "provider" = 'transactionlink' AND "kind" IN ('access_token', 'refresh_token');

CREATE TRIGGER "sandbox_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "transactionlink_definition"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('sandbox_id');

CREATE TRIGGER "sandbox_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "transactionlink_table"
  FOR EACH ROW EXECUTE FUNCTION "sandbox_has_changed"('sandbox_id');
