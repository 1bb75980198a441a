-- CreateTable
CREATE TABLE "tokeflow_webhook_endpoint" (
    "sandbox_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "event_types" TEXT[],
    "merchant_id" TEXT,
    "secret" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tokeflow_webhook_endpoint_pkey" PRIMARY KEY ("sandbox_id","id")
);

-- CreateIndex
CREATE INDEX "tokeflow_webhook_endpoint_sandbox_id_created_at_id_idx" ON "tokeflow_webhook_endpoint"("sandbox_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "tokeflow_webhook_endpoint" ADD CONSTRAINT "tokeflow_webhook_endpoint_sandbox_id_fkey" FOREIGN KEY ("sandbox_id") REFERENCES "tokeflow_organization"("sandbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tokeflow_webhook_endpoint" ADD CONSTRAINT "tokeflow_webhook_endpoint_sandbox_id_merchant_id_fkey" FOREIGN KEY ("sandbox_id", "merchant_id") REFERENCES "tokeflow_merchant"("sandbox_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
